package dev.limbeck.evaluator.admission;

import java.util.Locale;

/**
 * Why a checkpoint is not used, now or later.
 *
 * @param detail half a sentence
 */
public record Objection(Reason reason, String detail) {

    /** The name is a metric's tag, so it never changes. */
    public enum Reason {
        /** What was announced cannot be true. */
        MALFORMED,
        /** Of a student the run does not have. */
        UNKNOWN_STUDENT,
        /** Not in the store, or no longer: checkpoints are kept only for so long. */
        MISSING,
        /** Its files, or those of an artifact made of it, are not what they are said to be. */
        DEFECTIVE,
        /** The network does not take the weights, or gives logits that are not finite. */
        UNUSABLE,
        /** The run declares what cannot be had. */
        UNSATISFIABLE,
        /** There are too few examples to measure it on, and there will be no more. */
        NOT_MEASURABLE;

        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One sentence for the run's history. */
    public String sentence(String subject) {
        String verb = reason == Reason.NOT_MEASURABLE ? "measured" : "used";
        return "%s cannot be %s: %s.".formatted(subject, verb, detail);
    }
}
