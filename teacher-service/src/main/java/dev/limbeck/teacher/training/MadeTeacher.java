package dev.limbeck.teacher.training;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A teacher that is made and measured but not yet accepted.
 *
 * @param version as declared; without one it is named by its digest
 */
record MadeTeacher(Path networkFile, ArtifactMetadata metadata, OptionalDouble accuracy, Optional<String> version) {}
