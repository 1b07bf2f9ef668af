package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.record.ClassScores;

/**
 * Natural logarithms of class probabilities, in double precision and with the maximum taken out first: a probability
 * that rounds to 0 still has a finite logarithm.
 */
final class LogSoftmax {
    private LogSoftmax() {}

    /** {@code log(softmax(logits / temperature))}, one for each class. */
    static double[] of(ClassScores logits, double temperature) {
        double max = logits.get(logits.top());
        double[] logProbabilities = new double[logits.classes()];
        double sum = 0;
        for (int i = 0; i < logProbabilities.length; i++) {
            logProbabilities[i] = (logits.get(i) - max) / temperature;
            sum += Math.exp(logProbabilities[i]);
        }
        double logSum = Math.log(sum);
        for (int i = 0; i < logProbabilities.length; i++) {
            logProbabilities[i] -= logSum;
        }
        return logProbabilities;
    }
}
