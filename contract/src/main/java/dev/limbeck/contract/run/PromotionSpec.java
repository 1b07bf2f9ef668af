package dev.limbeck.contract.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * When a candidate becomes champion: when it is strictly better on the metric.
 *
 * @param metric what is compared on the held-out set
 * @param approval who has the last word
 */
public record PromotionSpec(Metric metric, Approval approval) {
    public static final PromotionSpec DEFAULT = new PromotionSpec(Metric.ACCURACY, Approval.AUTOMATIC);

    /** Who has the last word on a candidate that is better. */
    public enum Approval implements Choice {
        AUTOMATIC,
        /** The candidate waits until a person approves or rejects it. */
        MANUAL
    }

    /** A measure on the held-out set. */
    public enum Metric implements Choice {
        /** Share of labelled examples whose top class is the hard label: higher is better. */
        ACCURACY,
        /** Share of examples whose top class is the teacher's: higher is better; needs no labels. */
        AGREEMENT,
        /** Mean negative log-likelihood of the hard label: lower is better. */
        NLL
    }

    @JsonCreator
    static PromotionSpec of(
            @JsonProperty("metric") @Nullable String metric, @JsonProperty("approval") @Nullable String approval) {
        return new PromotionSpec(
                Choice.of(Metric.class, "metric", metric, Metric.ACCURACY),
                Choice.of(Approval.class, "approval", approval, Approval.AUTOMATIC));
    }
}
