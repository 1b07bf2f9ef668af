package dev.limbeck.network.metric;

import dev.limbeck.contract.record.LogSoftmax;

/**
 * Squared distance of the probabilities from the hard label, summed over the classes: 0 is certain and
 * right, 2 certain and wrong.
 *
 * <p>The multi-class form of Brier, <i>Verification of forecasts expressed in terms of probability</i> (Monthly Weather
 * Review 78, 1950, doi:10.1175/1520-0493(1950)078&lt;0001:VOFEIT&gt;2.0.CO;2). It is proper: nothing is won by saying
 * other probabilities than one believes.
 */
final class BrierScore {
    private BrierScore() {}

    static double of(LabelledLogits example) {
        double[] logProbabilities = LogSoftmax.of(example.logits(), 1);
        double sum = 0;
        for (int i = 0; i < logProbabilities.length; i++) {
            double distance = Math.exp(logProbabilities[i]) - (i == example.hardLabel() ? 1 : 0);
            sum += distance * distance;
        }
        return sum;
    }
}
