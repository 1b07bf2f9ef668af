package dev.limbeck.contract.event;

import dev.limbeck.contract.run.PromotionSpec.Metric;

/** What counts as the right answer. */
public enum Reference {
    HARD_LABEL,
    /** The teacher's top class, where nobody knows the truth. */
    TEACHER;

    /**
     * What candidates are decided by: the teacher where the metric says so, and where nobody knows the truth.
     *
     * @param labelled held-out examples that have a hard label
     */
    public static Reference of(Metric metric, long labelled) {
        return metric == Metric.ACCURACY && labelled > 0 ? HARD_LABEL : TEACHER;
    }

    /** How many of the examples it says anything of. */
    public int judges(int examples, int labelled) {
        return this == HARD_LABEL ? labelled : examples;
    }
}
