package dev.limbeck.contract.task;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is distilled: what a network is to say of a record, and what is right. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Classification.class, name = "classification"),
    @JsonSubTypes.Type(value = Regression.class, name = "regression"),
    @JsonSubTypes.Type(value = MultiLabel.class, name = "multi-label"),
    @JsonSubTypes.Type(value = Ranking.class, name = "ranking")
})
public sealed interface Task permits Classification, Regression, MultiLabel, Ranking {
    /** By so many marks from 0 to 1 values are told apart at most: those of a few kilobytes. */
    int MOST_MARKS = 100;

    /** How tasks are called in a declaration. */
    static List<String> kinds() {
        return Stream.of(Task.class.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .toList();
    }

    /** How many numbers a network of this task gives for one record. */
    int width();

    /** What these numbers stand for, as in "10 classes". */
    String outputs();

    /** What one of these numbers is called: a logit, or a value. */
    String noun();

    /** The kind that hard labels of this task are of. */
    Class<? extends HardLabel> labelKind();

    /** Why a hard label of the right kind cannot be one of this task. */
    Optional<Rejection> outOfRange(HardLabel label);

    /**
     * A hard label as what learns from it takes it: the number of the class, or one number for each that a network gives.
     *
     * @param label that {@linkplain #misfit(HardLabel) fits}
     */
    double[] row(HardLabel label);

    /**
     * A hard label that nobody gave, to try a network with.
     *
     * @param number not negative; others may have another label
     */
    HardLabel invented(int number);

    /** Whether what a network says is softened by a temperature before it is compared with the teacher. */
    default boolean hasTemperature() {
        return true;
    }

    /** Why a hard label cannot be one of this task. */
    default Optional<Rejection> misfit(HardLabel label) {
        return labelKind().isInstance(label)
                ? outOfRange(label)
                : Optional.of(new Rejection(
                        RejectionReason.LABEL_KIND,
                        "the hard label is %s, which says nothing of %s".formatted(label.kind(), outputs())));
    }

    /**
     * What records are balanced over: by the hard label, else by what the teacher says.
     *
     * @return 0 up to, not including, {@link #strata}
     */
    int stratum(Optional<HardLabel> label, Output softTarget);

    /** How many strata there are; 1 where there is nothing to balance. */
    int strata();

    /**
     * What a record is worth with a network's output, in [0, 1]: 1 is right, 0 wrong, or as wrong as counts.
     *
     * @param label that fits
     */
    double value(HardLabel label, Output output);

    /** The same where right is what the teacher says. */
    double valueByTeacher(Output teacher, Output output);

    /**
     * How many marks from 0 to 1 the values of two networks are told apart by: 1 where each is 0 or 1.
     *
     * @return at most {@value #MOST_MARKS}
     */
    int marks();

    /** What a record is worth with a network that knows nothing, mean over many. */
    double chance();

    /** What is measured of a network, in the order in which it is shown; the first tells most at a glance. */
    List<Metric> metrics();

    /**
     * One of them.
     *
     * @throws IllegalArgumentException when none is called so
     */
    default Metric metric(String name) {
        return metrics().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no metric " + name));
    }

    /** Of these, the mean value by hard labels: what candidates are judged by. */
    Metric judged();

    /** How unsure an output is, in nats; 0 where outputs say nothing of that. */
    default double entropy(Output output) {
        return 0;
    }

    /** The most that can be; 0 where outputs say nothing of that. */
    default double greatestEntropy() {
        return 0;
    }

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
                    "expected %d teacher %ss, got %d".formatted(width(), noun(), output.size())));
        }
        return output.isFinite()
                ? Optional.empty()
                : Optional.of(
                        new Rejection(RejectionReason.NON_FINITE, "a teacher %s is NaN or infinite".formatted(noun())));
    }
}
