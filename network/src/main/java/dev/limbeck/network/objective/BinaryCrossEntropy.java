package dev.limbeck.network.objective;

import java.util.List;

/**
 * {@code mean over labels of −(y·log σ(s) + (1−y)·log(1−σ(s)))}: the student's surprise at which labels are right, 1 or
 * 0 each, in nats. With one label it is the log-loss of a click (Good 1952, "Rational decisions",
 * doi:10.1111/j.2517-6161.1952.tb00104.x).
 */
public record BinaryCrossEntropy() implements LossTerm {
    @Override
    public Target target() {
        return Target.HARD;
    }

    @Override
    public String comment() {
        return "Hard part: cross entropy of yes and no where the labels are known, mean over labels.";
    }

    /** By log sigmoid, so that no logit is too large. */
    @Override
    public String script() {
        return """
                hard_student = torch.to(student_logits, 7)
                right = torch.to(hard_values, 7)
                of_right = right * torch.log_sigmoid(hard_student)
                of_wrong = torch.rsub(right, 1) * torch.log_sigmoid(torch.neg(hard_student))
                hard = torch.to(torch.neg(torch.mean(of_right + of_wrong, [1])), 6) * known
                """;
    }

    @Override
    public List<TermSetting> settings() {
        return List.of();
    }

    @Override
    public List<StepTensor> tensors() {
        return List.of(StepTensor.VALUE_LABELS, StepTensor.KNOWN);
    }

    @Override
    public double value(double[] student, double[] labels) {
        double sum = 0;
        for (int i = 0; i < student.length; i++) {
            sum -= labels[i] * Sigmoid.log(student[i]) + (1 - labels[i]) * Sigmoid.log(-student[i]);
        }
        return sum / student.length;
    }

    @Override
    public double[] gradient(double[] student, double[] labels) {
        double[] gradient = new double[student.length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (Sigmoid.of(student[i]) - labels[i]) / gradient.length;
        }
        return gradient;
    }
}
