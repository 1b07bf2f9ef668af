package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a candidate becomes champion: when an exact test says that it has what it has to show, and all guards hold.
 *
 * @param metric what is compared on the held-out set, example by example
 * @param hypothesis what a candidate has to show
 * @param margin by how much a candidate that has to be no worse may be worse, as a share of examples; 0 otherwise
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

    /** When an example counts for a network. */
    public enum Metric implements Choice {
        /** When its top class is the hard label; the teacher's, where no example has a hard label. */
        ACCURACY,
        /** When its top class is the teacher's. */
        AGREEMENT
    }

    /** What a candidate has to show. */
    public enum Hypothesis implements Choice {
        /** It is right more often than the champion. */
        BETTER,
        /** It is right less often by less than the margin: for the same quality in a smaller network. */
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
     */
    public record Guards(
            Optional<Double> maxClassDrop,
            Optional<Double> maxCalibrationError,
            Optional<Double> minTeacherAgreement,
            Optional<Double> minTeacherAccuracy,
            Optional<Long> maxArtifactBytes,
            Optional<Double> maxLatencyMicros) {
        public static final Guards NONE = new Guards(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        public Guards {
            maxClassDrop.ifPresent(share -> requireShare("maxClassDrop", share));
            maxCalibrationError.ifPresent(share -> requireShare("maxCalibrationError", share));
            minTeacherAgreement.ifPresent(share -> requireShare("minTeacherAgreement", share));
            minTeacherAccuracy.ifPresent(share -> requireShare("minTeacherAccuracy", share));
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
                @JsonProperty("maxLatencyMicros") @Nullable Double maxLatencyMicros) {
            return new Guards(
                    Optional.ofNullable(maxClassDrop),
                    Optional.ofNullable(maxCalibrationError),
                    Optional.ofNullable(minTeacherAgreement),
                    Optional.ofNullable(minTeacherAccuracy),
                    Optional.ofNullable(maxArtifactBytes),
                    Optional.ofNullable(maxLatencyMicros));
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
