package dev.limbeck.network.objective;

import dev.limbeck.contract.record.LogSoftmax;
import java.util.List;

/**
 * {@code T²·KL(softmax(t/T) ‖ softmax(s/T))}: how far the student's probabilities of classes are from the teacher's, both
 * softened (Hinton, Vinyals, Dean 2015, arXiv:1503.02531; the divergence by Kullback and Leibler 1951,
 * doi:10.1214/aoms/1177729694), in nats. By T² its gradient is of one size whatever T is.
 *
 * @param temperature <i>T</i>
 */
public record ClassDivergence(double temperature) implements LossTerm {
    @Override
    public Target target() {
        return Target.SOFT;
    }

    @Override
    public String comment() {
        return "Soft part: T^2 KL(softmax(t/T) || softmax(s/T)), one value an example.";
    }

    @Override
    public String script() {
        return """
                if temperature < 0.1 or temperature > 50.:
                  # Far from 1, T^2 brings out what rounding leaves of a small difference, or a quotient has too few digits.
                  exact_teacher_log = torch.log_softmax(torch.to(teacher_logits, 7) / temperature, 1)
                  exact_student_log = torch.log_softmax(torch.to(student_logits, 7) / temperature, 1)
                  exact = torch.sum(torch.exp(exact_teacher_log) * (exact_teacher_log - exact_student_log), [1])
                  soft = torch.clamp_min(exact, 0) * (temperature * temperature)
                else:
                  teacher_log = torch.log_softmax(teacher_logits / temperature, 1)
                  student_log = torch.log_softmax(student_logits / temperature, 1)
                  divergence = torch.sum(torch.exp(teacher_log) * (teacher_log - student_log), [1])
                  soft = divergence * (temperature * temperature)
                """;
    }

    @Override
    public List<TermSetting> settings() {
        return List.of(new TermSetting("temperature", temperature));
    }

    @Override
    public List<StepTensor> tensors() {
        return List.of(StepTensor.TEACHER_OUTPUTS);
    }

    @Override
    public double value(double[] student, double[] teacher) {
        double[] softStudent = LogSoftmax.of(student, temperature);
        double[] softTarget = LogSoftmax.of(teacher, temperature);
        double sum = 0;
        for (int i = 0; i < softStudent.length; i++) {
            sum += Math.exp(softTarget[i]) * (softTarget[i] - softStudent[i]);
        }
        return temperature * temperature * Math.max(0, sum); // it is never negative, but rounding may be
    }

    @Override
    public double[] gradient(double[] student, double[] teacher) {
        double[] softStudent = LogSoftmax.of(student, temperature);
        double[] softTarget = LogSoftmax.of(teacher, temperature);
        double[] gradient = new double[student.length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = temperature * (Math.exp(softStudent[i]) - Math.exp(softTarget[i]));
        }
        return gradient;
    }
}
