package dev.limbeck.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.metric.Metric;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * How one network did on a held-out set.
 *
 * @param name of the student, or {@code teacher}
 * @param checkpointId of a student's weights, or the teacher's version
 * @param metrics by name, those of the run's {@link dev.limbeck.contract.task.Task#metrics task}; those that need hard
 *     labels are absent where there are none
 * @param slices by the values of the declared attributes
 */
public record Score(
        String name,
        Arm arm,
        String checkpointId,
        long step,
        SortedMap<String, Measured> metrics,
        Breakdown breakdown,
        List<SliceScore> slices,
        Cost cost) {

    public Score {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        slices = List.copyOf(slices);
    }

    /** Without what is only shown: small enough for a state that keeps many. */
    public Score summary() {
        return new Score(name, arm, checkpointId, step, metrics, Breakdown.NONE, List.of(), cost);
    }

    /** Told of these classes only, where its parts are classes. */
    public Score ofClasses(IntPredicate which) {
        return new Score(name, arm, checkpointId, step, metrics, breakdown.ofClasses(which), slices, cost);
    }

    /** One of its numbers; absent where it was not measured. */
    public Optional<Measured> metric(Metric metric) {
        return metric(metric.name());
    }

    /** The same by its name. */
    public Optional<Measured> metric(String metric) {
        return Optional.ofNullable(metrics.get(metric)).filter(Measured::isKnown);
    }

    /** What a network is in its run. */
    public enum Arm {
        TEACHER,
        DISTILLED,
        CONTROL
    }

    /**
     * The examples whose records have this value of an attribute.
     *
     * @param byHardLabel what those with a hard label are worth, mean; absent where there are none
     * @param byTeacher what all of them are worth by the teacher's answers, mean
     */
    public record SliceScore(
            String attribute,
            String value,
            long examples,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Measured> byHardLabel,
            Measured byTeacher) {}

    /**
     * What it takes to run the network.
     *
     * @param artifactBytes size of the network file that was opened; of a checkpoint that is the file it began with,
     *     which differs from its promoted artifact by metadata only
     * @param latencyMicros of one example at a time on one thread, median, in microseconds
     * @param latencyP99Micros 99th percentile of the same
     * @param estimatedJoules energy of 1,000 inferences of one example: an estimate, CPU time by declared watts
     */
    public record Cost(
            long parameters,
            long artifactBytes,
            double latencyMicros,
            double latencyP99Micros,
            double estimatedJoules) {}
}
