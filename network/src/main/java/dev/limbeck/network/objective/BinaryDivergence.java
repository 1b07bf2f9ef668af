package dev.limbeck.network.objective;

import java.util.List;

/**
 * {@code mean over labels of T²·KL(Bernoulli(σ(t/T)) ‖ Bernoulli(σ(s/T)))}: how far the student's probability of each
 * label is from the teacher's, both softened, in nats. With one label it is the divergence from a teacher's score
 * (Hinton, Vinyals, Dean 2015, arXiv:1503.02531, label by label, as Yang et al. 2023, arXiv:2308.06453 do).
 *
 * @param temperature <i>T</i>
 */
public record BinaryDivergence(double temperature) implements LossTerm {
    @Override
    public Target target() {
        return Target.SOFT;
    }

    @Override
    public String comment() {
        return "Soft part: T^2 KL of yes and no at sigmoid(t/T) and sigmoid(s/T), mean over labels, one value an example.";
    }

    /** With 64 bits until T² is in, which would bring out the rounding of 32. By log sigmoid no logit is too large. */
    @Override
    public String script() {
        return """
                soft_teacher = torch.to(teacher_logits, 7) / temperature
                soft_student = torch.to(student_logits, 7) / temperature
                teacher_yes = torch.log_sigmoid(soft_teacher)
                teacher_no = torch.log_sigmoid(torch.neg(soft_teacher))
                of_yes = torch.exp(teacher_yes) * (teacher_yes - torch.log_sigmoid(soft_student))
                of_no = torch.exp(teacher_no) * (teacher_no - torch.log_sigmoid(torch.neg(soft_student)))
                of_both = torch.mean(torch.clamp_min(of_yes + of_no, 0), [1])
                soft = torch.to(of_both * (temperature * temperature), 6)
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
        double sum = 0;
        for (int i = 0; i < student.length; i++) {
            double yes = Sigmoid.log(teacher[i] / temperature);
            double no = Sigmoid.log(-teacher[i] / temperature);
            double divergence = Math.exp(yes) * (yes - Sigmoid.log(student[i] / temperature))
                    + Math.exp(no) * (no - Sigmoid.log(-student[i] / temperature));
            sum += Math.max(0, divergence); // it is never negative, but rounding may be
        }
        return temperature * temperature * sum / student.length;
    }

    @Override
    public double[] gradient(double[] student, double[] teacher) {
        double[] gradient = new double[student.length];
        for (int i = 0; i < gradient.length; i++) {
            double apart = Sigmoid.of(student[i] / temperature) - Sigmoid.of(teacher[i] / temperature);
            gradient[i] = temperature * apart / gradient.length;
        }
        return gradient;
    }
}
