package dev.limbeck.evaluator.metric;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.record.LogSoftmax;
import dev.limbeck.contract.record.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What a network said of one example whose truth is known. */
public record LabelledLogits(Output logits, int hardLabel) {
    public LabelledLogits {
        requireNonNull(logits, "logits");
        if (hardLabel < 0 || hardLabel >= logits.size()) {
            throw new IllegalArgumentException(
                    "hardLabel is " + hardLabel + ", allowed are 0 to " + (logits.size() - 1));
        }
    }

    /** Those of the examples that have a label. */
    public static List<LabelledLogits> labelled(List<Output> logits, List<OptionalInt> hardLabels) {
        if (logits.size() != hardLabels.size()) {
            throw new IllegalArgumentException(logits.size() + " logits for " + hardLabels.size() + " hard labels");
        }
        var labelled = new ArrayList<LabelledLogits>();
        for (int i = 0; i < logits.size(); i++) {
            if (hardLabels.get(i).isPresent()) {
                labelled.add(new LabelledLogits(logits.get(i), hardLabels.get(i).getAsInt()));
            }
        }
        return List.copyOf(labelled);
    }

    boolean isRight() {
        return logits.top() == hardLabel;
    }

    /** Natural logarithm of the probability of a class. */
    double logProbability(int classIndex) {
        return LogSoftmax.of(logits, 1)[classIndex];
    }
}
