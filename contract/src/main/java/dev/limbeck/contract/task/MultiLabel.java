package dev.limbeck.contract.task;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.present;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.metric.Metric.Better;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfLabels;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Any of several labels. A network gives a logit for each; what it says are the labels whose logit is above 0, which it
 * takes for more probable than not.
 *
 * @param labels how many there are
 * @param exactMatch whether a record is worth something only where every label is right; if not, it is worth the share of
 *     labels that are
 */
public record MultiLabel(int labels, boolean exactMatch) implements Task {
    public static final Metric MICRO_F1 = Metric.share("microF1", "micro F1", Better.HIGHER);
    public static final Metric MACRO_F1 = Metric.share("macroF1", "macro F1", Better.HIGHER);
    public static final Metric LABELS_RIGHT = Metric.share("labelsRight", "labels right", Better.HIGHER);
    public static final Metric EXACT_MATCH = Metric.share("exactMatch", "exact match", Better.HIGHER);
    public static final Metric AVERAGE_PRECISION = Metric.share("averagePrecision", "mean AP", Better.HIGHER);
    private static final String ALLOWED = "2 to 100000";

    public MultiLabel {
        require(labels >= 2 && labels <= 100_000, "labels", labels, ALLOWED);
    }

    @JsonCreator
    static MultiLabel of(
            @JsonProperty("labels") @Nullable Integer labels,
            @JsonProperty("exactMatch") @Nullable Boolean exactMatch) {
        return new MultiLabel(present(labels, "labels", ALLOWED), orElse(exactMatch, false));
    }

    /** The labels that a hard label of this task has. */
    public static SortedSet<Integer> indices(HardLabel label) {
        return ((OfLabels) label).indices();
    }

    /** Whether a network says that a label is right. */
    public static boolean says(Output output, int label) {
        return output.get(label) > 0;
    }

    @Override
    public int width() {
        return labels;
    }

    @Override
    public String outputs() {
        return labels + " labels";
    }

    @Override
    public String noun() {
        return "logit";
    }

    @Override
    public Class<OfLabels> labelKind() {
        return OfLabels.class;
    }

    @Override
    public Optional<Rejection> outOfRange(HardLabel label) {
        var indices = indices(label);
        return indices.isEmpty() || indices.last() < labels
                ? Optional.empty()
                : Optional.of(new Rejection(
                        RejectionReason.LABEL_RANGE,
                        "the hard label has label %d, allowed are 0 to %d".formatted(indices.last(), labels - 1)));
    }

    @Override
    public double[] row(HardLabel label) {
        double[] row = new double[labels];
        indices(label).forEach(index -> row[index] = 1);
        return row;
    }

    @Override
    public OfLabels invented(int number) {
        return new OfLabels(number % 2 == 0 ? new TreeSet<>() : new TreeSet<>(List.of(number / 2 % labels)));
    }

    /** The first label that is right; one more where none is. */
    @Override
    public int stratum(Optional<HardLabel> label, Output softTarget) {
        return label.map(known -> indices(known).stream().findFirst().orElse(labels))
                .orElseGet(() -> IntStream.range(0, labels)
                        .filter(index -> says(softTarget, index))
                        .findFirst()
                        .orElse(labels));
    }

    @Override
    public int strata() {
        return labels + 1;
    }

    @Override
    public double value(HardLabel label, Output output) {
        var right = indices(label);
        return value((int) IntStream.range(0, labels)
                .filter(index -> says(output, index) == right.contains(index))
                .count());
    }

    @Override
    public double valueByTeacher(Output teacher, Output output) {
        return value((int) IntStream.range(0, labels)
                .filter(index -> says(output, index) == says(teacher, index))
                .count());
    }

    private double value(int right) {
        return exactMatch ? (right == labels ? 1 : 0) : (double) right / labels;
    }

    @Override
    public int marks() {
        return exactMatch ? 1 : MOST_MARKS;
    }

    /** Where each label is right as often as not. */
    @Override
    public double chance() {
        return exactMatch ? Math.pow(0.5, labels) : 0.5;
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                MICRO_F1,
                Metric.TEACHER_AGREEMENT,
                MACRO_F1,
                judged(),
                AVERAGE_PRECISION,
                Classification.CALIBRATION_ERROR);
    }

    @Override
    public Metric judged() {
        return exactMatch ? EXACT_MATCH : LABELS_RIGHT;
    }

    /** Of each label's probability, mean. */
    @Override
    public double entropy(Output logits) {
        double sum = 0;
        for (int label = 0; label < labels; label++) {
            sum += BinaryEntropy.ofLogit(logits.get(label));
        }
        return sum / labels;
    }

    @Override
    public double greatestEntropy() {
        return BinaryEntropy.GREATEST;
    }
}
