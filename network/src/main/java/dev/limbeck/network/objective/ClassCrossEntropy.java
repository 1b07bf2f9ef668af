package dev.limbeck.network.objective;

import dev.limbeck.contract.record.LogSoftmax;
import java.util.List;

/**
 * {@code −log softmax(s)[y]}: the student's surprise at the right class, in nats (Bridle 1989, "Training stochastic model
 * recognition algorithms as networks can lead to maximum mutual information estimation of parameters").
 */
public record ClassCrossEntropy() implements LossTerm {
    @Override
    public Target target() {
        return Target.HARD;
    }

    @Override
    public String comment() {
        return "Hard part: cross entropy where the label is known; -1 stands for unknown.";
    }

    @Override
    public String script() {
        return """
                known = torch.to(torch.ge(hard_labels, 0), 6)
                labels = torch.unsqueeze(torch.clamp_min(hard_labels, 0), 1)
                log_probabilities = torch.log_softmax(student_logits, 1)
                hard = torch.neg(torch.squeeze(torch.gather(log_probabilities, 1, labels), 1)) * known
                """;
    }

    @Override
    public List<TermSetting> settings() {
        return List.of();
    }

    @Override
    public List<StepTensor> tensors() {
        return List.of(StepTensor.CLASS_LABELS);
    }

    @Override
    public double value(double[] student, double[] label) {
        return -LogSoftmax.of(student, 1)[(int) label[0]];
    }

    @Override
    public double[] gradient(double[] student, double[] label) {
        double[] gradient = LogSoftmax.of(student, 1);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = Math.exp(gradient[i]) - ((int) label[0] == i ? 1 : 0);
        }
        return gradient;
    }
}
