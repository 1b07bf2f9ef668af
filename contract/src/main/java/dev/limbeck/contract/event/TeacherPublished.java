package dev.limbeck.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.task.Task;
import java.time.Instant;
import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A teacher is ready and labels from now on.
 *
 * @param sha256 of the network file
 * @param location of the artifact's folder, relative to the store's root
 * @param accuracy what a record of the labelled test part is worth with it on average, where there is one: the share that
 *     it is right on, where it is right or not
 * @param metrics all that was measured on the test part, by name; empty where there is none, or of before they were told
 */
public record TeacherPublished(
        String run,
        String version,
        String sha256,
        String location,
        OptionalDouble accuracy,
        long parameters,
        Instant publishedAt,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        SortedMap<String, Measured> metrics) {
    /** One that was measured on no test part, or of which no more is told. */
    public TeacherPublished(
            String run,
            String version,
            String sha256,
            String location,
            OptionalDouble accuracy,
            long parameters,
            Instant publishedAt) {
        this(run, version, sha256, location, accuracy, parameters, publishedAt, new TreeMap<>());
    }

    public TeacherPublished {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    /** One of its numbers; of before they were told, the one that was. */
    public OptionalDouble metric(Task task, String metric) {
        var measured = metrics.get(metric);
        if (measured != null) {
            return OptionalDouble.of(measured.value());
        }
        return metric.equals(task.judged().name()) ? accuracy : OptionalDouble.empty();
    }
}
