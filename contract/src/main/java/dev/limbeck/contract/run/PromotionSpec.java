package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.field.InvalidField;
import dev.limbeck.contract.metric.Bound;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.contract.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a candidate becomes champion: when an exact test says that it has what it has to show, and all guards hold.
 *
 * @param metric what is compared on the held-out set, example by example
 * @param hypothesis what a candidate has to show
 * @param margin by how much a candidate that has to be no worse may be worse, as a share of examples, or of their greatest
 *     value; 0 otherwise
 * @param alpha probability of ever promoting, in the whole run, a candidate that does not have what it has to show
 * @param guards conditions beside the test
 * @param approval who has the last word
 */
public record PromotionSpec(
        Metric metric, Hypothesis hypothesis, double margin, double alpha, Guards guards, Approval approval) {
    public static final PromotionSpec DEFAULT =
            new PromotionSpec(Metric.ACCURACY, Hypothesis.BETTER, 0, 0.05, Guards.NONE, Approval.AUTOMATIC);

    public PromotionSpec {
        require(alpha > 0 && alpha <= 0.5, "alpha", alpha, "above 0, at most 0.5");
        if (hypothesis == Hypothesis.BETTER) {
            require(margin == 0, "margin", margin, "0, or hypothesis: not-worse");
        } else {
            require(margin > 0 && margin <= 0.5, "margin", margin, "above 0, at most 0.5, with hypothesis: not-worse");
        }
    }

    /** Who has the last word on a candidate that may be promoted. */
    public enum Approval implements Choice {
        AUTOMATIC,
        /** The candidate waits until a person approves or rejects it. */
        MANUAL
    }

    /** What tells what an example is worth with a network. */
    public enum Metric implements Choice {
        /** Its hard label; the teacher, where no example has a hard label. */
        ACCURACY,
        /** The teacher. */
        AGREEMENT
    }

    /** What a candidate has to show. */
    public enum Hypothesis implements Choice {
        /** Examples are worth more with it than with the champion: it is right more often, where it is right or not. */
        BETTER,
        /** They are worth less by less than the margin: for the same quality in a smaller network. */
        NOT_WORSE
    }

    /**
     * Conditions that hold for every promotion, the first one included. What is not declared is not looked at; what is
     * declared and was not measured, as where no held-out example is labelled, does not hold.
     *
     * @param maxClassDrop by how much recall of any class may fall below the champion's, as a share; a candidate is
     *     refused where an exact test says that it fell by more
     * @param maxCalibrationError of the candidate
     * @param minTeacherAgreement of the candidate
     * @param minTeacherAccuracy of the teacher on the same held-out set
     * @param maxArtifactBytes of the candidate
     * @param maxLatencyMicros 99th percentile of one example at a time on one thread, in microseconds
     * @param metrics bounds of the candidate's metrics, by name
     */
    public record Guards(
            Optional<Double> maxClassDrop,
            Optional<Double> maxCalibrationError,
            Optional<Double> minTeacherAgreement,
            Optional<Double> minTeacherAccuracy,
            Optional<Long> maxArtifactBytes,
            Optional<Double> maxLatencyMicros,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Bound> metrics) {
        private static final String MAX_CALIBRATION_ERROR = "maxCalibrationError";
        private static final String MIN_TEACHER_AGREEMENT = "minTeacherAgreement";
        private static final String MIN_TEACHER_ACCURACY = "minTeacherAccuracy";

        public static final Guards NONE = new Guards(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());

        public Guards {
            metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
            maxClassDrop.ifPresent(share -> requireShare("maxClassDrop", share));
            maxCalibrationError.ifPresent(share -> requireShare(MAX_CALIBRATION_ERROR, share));
            minTeacherAgreement.ifPresent(share -> requireShare(MIN_TEACHER_AGREEMENT, share));
            minTeacherAccuracy.ifPresent(share -> requireShare(MIN_TEACHER_ACCURACY, share));
            maxArtifactBytes.ifPresent(bytes -> require(bytes >= 1, "maxArtifactBytes", bytes, "1 or more"));
            maxLatencyMicros.ifPresent(micros -> require(micros > 0, "maxLatencyMicros", micros, "above 0"));
        }

        private static void requireShare(String field, double value) {
            require(value >= 0 && value <= 1, field, value, "0 to 1");
        }

        @JsonCreator
        static Guards of(
                @JsonProperty("maxClassDrop") @Nullable Double maxClassDrop,
                @JsonProperty("maxCalibrationError") @Nullable Double maxCalibrationError,
                @JsonProperty("minTeacherAgreement") @Nullable Double minTeacherAgreement,
                @JsonProperty("minTeacherAccuracy") @Nullable Double minTeacherAccuracy,
                @JsonProperty("maxArtifactBytes") @Nullable Long maxArtifactBytes,
                @JsonProperty("maxLatencyMicros") @Nullable Double maxLatencyMicros,
                @JsonProperty("metrics") @Nullable SortedMap<String, Bound> metrics) {
            return new Guards(
                    Optional.ofNullable(maxClassDrop),
                    Optional.ofNullable(maxCalibrationError),
                    Optional.ofNullable(minTeacherAgreement),
                    Optional.ofNullable(minTeacherAccuracy),
                    Optional.ofNullable(maxArtifactBytes),
                    Optional.ofNullable(maxLatencyMicros),
                    orElse(metrics, NONE.metrics));
        }

        /** Bounds of the candidate's metrics, whichever way they are declared. */
        public List<MetricGuard> ofCandidate() {
            var guards = new ArrayList<MetricGuard>();
            maxCalibrationError.ifPresent(most -> guards.add(new MetricGuard(
                    MAX_CALIBRATION_ERROR, Classification.CALIBRATION_ERROR.name(), Bound.atMost(most))));
            minTeacherAgreement.ifPresent(least -> guards.add(new MetricGuard(
                    MIN_TEACHER_AGREEMENT,
                    dev.limbeck.contract.metric.Metric.TEACHER_AGREEMENT.name(),
                    Bound.atLeast(least))));
            metrics.forEach((metric, bound) -> guards.add(new MetricGuard("metrics." + metric, metric, bound)));
            return guards;
        }

        /** Bounds of the teacher's metrics on the same held-out set. */
        public List<MetricGuard> ofTeacher(Task task) {
            return minTeacherAccuracy
                    .map(least ->
                            new MetricGuard(MIN_TEACHER_ACCURACY, task.judged().name(), Bound.atLeast(least)))
                    .stream()
                    .toList();
        }

        /** @throws InvalidField when something is bounded that is not measured of the task */
        void requireFit(Task task) {
            require(
                    maxClassDrop.isEmpty() || task.asClasses().isPresent(),
                    "maxClassDrop",
                    maxClassDrop.orElse(0.0),
                    "only with classes, and the run distils " + task.outputs());
            var names = task.metrics().stream()
                    .map(dev.limbeck.contract.metric.Metric::name)
                    .toList();
            for (MetricGuard guard : ofCandidate()) {
                require(
                        names.contains(guard.metric()),
                        guard.guard(),
                        "given",
                        "bounds of " + String.join(", ", names));
            }
        }
    }

    /**
     * A bound of a metric.
     *
     * @param guard as it is declared
     */
    public record MetricGuard(String guard, String metric, Bound bound) {}

    /** @throws InvalidField when something is asked for that is not measured of the task */
    void requireFit(Task task) {
        try {
            guards.requireFit(task);
        } catch (InvalidField unfit) {
            throw new InvalidField("guards." + unfit.field(), unfit.found(), unfit.allowed());
        }
    }

    @JsonCreator
    static PromotionSpec of(
            @JsonProperty("metric") @Nullable String metric,
            @JsonProperty("hypothesis") @Nullable String hypothesis,
            @JsonProperty("margin") @Nullable Double margin,
            @JsonProperty("alpha") @Nullable Double alpha,
            @JsonProperty("guards") @Nullable Guards guards,
            @JsonProperty("approval") @Nullable String approval) {
        return new PromotionSpec(
                Choice.of(Metric.class, "metric", metric, DEFAULT.metric),
                Choice.of(Hypothesis.class, "hypothesis", hypothesis, DEFAULT.hypothesis),
                orElse(margin, DEFAULT.margin),
                orElse(alpha, DEFAULT.alpha),
                orElse(guards, DEFAULT.guards),
                Choice.of(Approval.class, "approval", approval, DEFAULT.approval));
    }
}
