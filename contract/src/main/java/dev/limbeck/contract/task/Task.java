package dev.limbeck.contract.task;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import java.util.Optional;

/** What is distilled: what a network is to say of a record, and what is right. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = Classification.class, name = "classification"))
public sealed interface Task permits Classification {
    /** How many numbers a network of this task gives for one record. */
    int width();

    /** What these numbers stand for, as in "10 classes". */
    String outputs();

    /** Why a hard label cannot be one of this task. */
    Optional<Rejection> misfit(HardLabel label);

    /**
     * What records are balanced over: by the hard label, else by what the teacher says.
     *
     * @return 0 up to, not including, {@link #strata}
     */
    int stratum(Optional<HardLabel> label, Output softTarget);

    /** How many strata there are; 1 where there is nothing to balance. */
    int strata();

    /** Whether a network of one task can serve the other: it says as many numbers, in the same sense. */
    default boolean hasFormOf(Task other) {
        return getClass() == other.getClass() && width() == other.width();
    }

    /** The number of classes, where saying it is to say the task: {@code classes} in a declaration's input. */
    default Optional<Integer> asClasses() {
        return Optional.empty();
    }

    /** Why a teacher's output cannot be one of this task. */
    default Optional<Rejection> misfit(Output output) {
        if (output.size() != width()) {
            return Optional.of(new Rejection(
                    RejectionReason.SHAPE_MISMATCH,
                    "expected %d teacher logits, got %d".formatted(width(), output.size())));
        }
        return output.isFinite()
                ? Optional.empty()
                : Optional.of(new Rejection(RejectionReason.NON_FINITE, "a teacher logit is NaN or infinite"));
    }
}
