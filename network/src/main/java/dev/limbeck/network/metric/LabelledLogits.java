package dev.limbeck.network.metric;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.record.LogSoftmax;
import dev.limbeck.contract.record.Output;

/** What a network said of one example whose truth is known. */
record LabelledLogits(Output logits, int hardLabel) {
    LabelledLogits {
        requireNonNull(logits, "logits");
        if (hardLabel < 0 || hardLabel >= logits.size()) {
            throw new IllegalArgumentException(
                    "hardLabel is " + hardLabel + ", allowed are 0 to " + (logits.size() - 1));
        }
    }

    boolean isRight() {
        return logits.top() == hardLabel;
    }

    /** Natural logarithm of the probability of a class. */
    double logProbability(int classIndex) {
        return LogSoftmax.of(logits, 1)[classIndex];
    }
}
