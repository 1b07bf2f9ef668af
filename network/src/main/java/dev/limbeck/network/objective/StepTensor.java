package dev.limbeck.network.objective;

/** What a step may be given of a batch of <i>n</i> examples, beside their inputs. */
public enum StepTensor {
    /** F32 {@code [n, width]}; of no rows where there is no teacher. */
    TEACHER_OUTPUTS("teacher_logits"),
    /** I64 {@code [n]}, -1 where the class is not known. */
    CLASS_LABELS("hard_labels"),
    /** F32 {@code [n, width]}, 0 where they are not {@link #KNOWN}. */
    VALUE_LABELS("hard_values"),
    /** F32 {@code [n]}, 1 where the example's {@link #VALUE_LABELS} are known and 0 elsewhere. */
    KNOWN("known");

    private final String argument;

    StepTensor(String argument) {
        this.argument = argument;
    }

    /** Its name in the script. */
    public String argument() {
        return argument;
    }
}
