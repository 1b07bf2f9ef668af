package dev.limbeck.evaluator.metric;

import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;

/** Mean negative log-likelihood of the hard label, in nats: unlike accuracy, it charges for misplaced confidence. */
public final class NegativeLogLikelihood {
    private NegativeLogLikelihood() {}

    /** @param examples at least one */
    public static double of(List<LabelledLogits> examples) {
        return Mean.of(examples.stream()
                        .mapToDouble(example -> -example.logProbability(example.hardLabel()))
                        .toArray())
                .getAsDouble();
    }
}
