package dev.limbeck.contract.task;

import static dev.limbeck.contract.field.InvalidField.present;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.metric.Metric.Better;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.LogSoftmax;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One of several classes. A network gives a logit for each; the hard label is the class, and what a network says is the
 * class of the highest logit.
 */
public record Classification(int classes) implements Task {
    public static final Metric ACCURACY = Metric.share("accuracy", "accuracy", Better.HIGHER);
    public static final Metric NEGATIVE_LOG_LIKELIHOOD = Metric.number("negativeLogLikelihood", "NLL", Better.LOWER);
    public static final Metric BRIER_SCORE = Metric.number("brierScore", "Brier", Better.LOWER);
    public static final Metric CALIBRATION_ERROR = Metric.number("calibrationError", "ECE", Better.LOWER);
    public static final Metric KL_TO_TEACHER = Metric.number("klToTeacher", "KL", Better.LOWER);
    public static final String ALLOWED = "2 to 100000";

    public Classification {
        require(classes >= 2 && classes <= 100_000, "classes", classes, ALLOWED);
    }

    @JsonCreator
    static Classification of(@JsonProperty("classes") @Nullable Integer classes) {
        return new Classification(present(classes, "classes", ALLOWED));
    }

    /** The class that a hard label of this task names. */
    public static int index(HardLabel label) {
        return ((OfClass) label).index();
    }

    /** The same of a label that may not be there. */
    public static OptionalInt index(Optional<HardLabel> label) {
        return label.isPresent() ? OptionalInt.of(index(label.get())) : OptionalInt.empty();
    }

    @Override
    public int width() {
        return classes;
    }

    @Override
    public Optional<Integer> asClasses() {
        return Optional.of(classes);
    }

    @Override
    public String outputs() {
        return classes + " classes";
    }

    @Override
    public String noun() {
        return "logit";
    }

    @Override
    public Class<OfClass> labelKind() {
        return OfClass.class;
    }

    @Override
    public Optional<Rejection> outOfRange(HardLabel label) {
        int index = index(label);
        return index < classes
                ? Optional.empty()
                : Optional.of(new Rejection(
                        RejectionReason.LABEL_RANGE,
                        "hard label %d, allowed are 0 to %d".formatted(index, classes - 1)));
    }

    @Override
    public double[] row(HardLabel label) {
        return new double[] {index(label)};
    }

    @Override
    public OfClass invented(int number) {
        return new OfClass(number % classes);
    }

    @Override
    public int stratum(Optional<HardLabel> label, Output softTarget) {
        return label.map(Classification::index).orElseGet(softTarget::top);
    }

    @Override
    public int strata() {
        return classes;
    }

    @Override
    public double value(HardLabel label, Output output) {
        return output.top() == index(label) ? 1 : 0;
    }

    @Override
    public double valueByTeacher(Output teacher, Output output) {
        return output.top() == teacher.top() ? 1 : 0;
    }

    @Override
    public int marks() {
        return 1;
    }

    @Override
    public double chance() {
        return 1.0 / classes;
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                ACCURACY,
                Metric.TEACHER_AGREEMENT,
                NEGATIVE_LOG_LIKELIHOOD,
                CALIBRATION_ERROR,
                BRIER_SCORE,
                KL_TO_TEACHER);
    }

    @Override
    public Metric judged() {
        return ACCURACY;
    }

    /** Of the probabilities at temperature 1. */
    @Override
    public double entropy(Output logits) {
        double entropy = 0;
        for (double logProbability : LogSoftmax.of(logits, 1)) {
            entropy -= Math.exp(logProbability) * logProbability;
        }
        return Math.max(0, entropy);
    }

    @Override
    public double greatestEntropy() {
        return Math.log(classes);
    }
}
