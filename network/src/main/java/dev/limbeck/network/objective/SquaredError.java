package dev.limbeck.network.objective;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code mean over values of ((s − y)/c)²}: least squares (Legendre 1805), against the label's values or, as students
 * that match what a teacher gives do, against the teacher's (Ba and Caruana 2014, arXiv:1312.6184).
 *
 * @param scale <i>c</i>, one a value, above 0 with 32 bits: how large an error of each counts as 1
 */
public record SquaredError(Target target, List<Double> scale) implements LossTerm {
    /** @throws IllegalArgumentException when there is no scale, or one that nothing can be divided by */
    public SquaredError {
        scale = List.copyOf(scale);
        if (scale.isEmpty() || !scale.stream().allMatch(SquaredError::isDivisor)) {
            throw new IllegalArgumentException(
                    "scale is " + scale + ", allowed is a number a value, above 0 and finite with 32 bits");
        }
    }

    private static boolean isDivisor(double scale) {
        return (float) scale > 0 && Float.isFinite((float) scale);
    }

    @Override
    public String comment() {
        return target == Target.SOFT
                ? "Soft part: squared difference from the teacher's values, mean over values, one value an example."
                : "Hard part: squared error where the values are known, mean over values.";
    }

    /** With 64 bits, so that a small difference of large values keeps its digits. */
    @Override
    public String script() {
        String scales =
                IntStream.range(0, scale.size()).mapToObj(SquaredError::name).collect(joining(", "));
        return target == Target.SOFT ? """
                scale = torch.tensor([%s], dtype=7)
                soft_error = (torch.to(student_logits, 7) - torch.to(teacher_logits, 7)) / scale
                soft = torch.to(torch.mean(soft_error * soft_error, [1]), 6)
                """.formatted(scales) : """
                scale = torch.tensor([%s], dtype=7)
                hard_error = (torch.to(student_logits, 7) - torch.to(hard_values, 7)) / scale
                hard = torch.to(torch.mean(hard_error * hard_error * torch.unsqueeze(known, 1), [1]), 6)
                """.formatted(scales);
    }

    @Override
    public List<TermSetting> settings() {
        return IntStream.range(0, scale.size())
                .mapToObj(i -> new TermSetting(name(i), scale.get(i)))
                .toList();
    }

    private static String name(int value) {
        return "scale_" + value;
    }

    @Override
    public List<StepTensor> tensors() {
        return target == Target.SOFT
                ? List.of(StepTensor.TEACHER_OUTPUTS)
                : List.of(StepTensor.VALUE_LABELS, StepTensor.KNOWN);
    }

    @Override
    public double value(double[] student, double[] values) {
        double sum = 0;
        for (int i = 0; i < student.length; i++) {
            double error = (student[i] - values[i]) / scale.get(i);
            sum += error * error;
        }
        return sum / student.length;
    }

    @Override
    public double[] gradient(double[] student, double[] values) {
        double[] gradient = new double[student.length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = 2 * (student[i] - values[i]) / (scale.get(i) * scale.get(i) * gradient.length);
        }
        return gradient;
    }
}
