package dev.limbeck.contract.event;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A teacher is ready and labels from now on.
 *
 * @param sha256 of the network file
 * @param location of the artifact's folder, relative to the store's root
 * @param accuracy on the labelled test part, where there is one
 */
public record TeacherPublished(
        String run,
        String version,
        String sha256,
        String location,
        OptionalDouble accuracy,
        long parameters,
        Instant publishedAt)
        implements RunEvent {}
