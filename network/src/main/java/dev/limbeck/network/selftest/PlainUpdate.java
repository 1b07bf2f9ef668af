package dev.limbeck.network.selftest;

import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.network.NetworkState;
import java.util.Optional;

/** What one step is to make of each tensor, given its gradient: by descent, or by Adam (Kingma, Ba 2015, arXiv:1412.6980). */
final class PlainUpdate {
    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double EPSILON = 1e-8;
    /** Of the change of a weight in one step, what rounding the weight itself to 32 bits may hide. */
    private static final double ROUNDING = 1e-4;

    private final OptimizerSpec.Kind optimizer;
    private final double learningRate;
    private final int number;
    private final Weights before;
    private final Weights after;
    private final Weights momentsBefore;
    private final Weights momentsAfter;

    /** @param number of the step, from 1 */
    PlainUpdate(
            OptimizerSpec.Kind optimizer, double learningRate, int number, NetworkState before, NetworkState after) {
        this.optimizer = optimizer;
        this.learningRate = learningRate;
        this.number = number;
        this.before = new Weights(before.weights());
        this.after = new Weights(after.weights());
        this.momentsBefore = Weights.ofMoments(before.optimizer());
        this.momentsAfter = Weights.ofMoments(after.optimizer());
    }

    /**
     * One sentence on what differs.
     *
     * @param expected with the gradient; running statistics with what they are to be
     */
    Optional<String> difference(String name, Plain expected) {
        return optimizer == OptimizerSpec.Kind.ADAM && momentsAfter.has("first." + name)
                ? byAdam(name, expected.gradient)
                : byDescent(name, expected);
    }

    private Optional<String> byDescent(String name, Plain expected) {
        Plain was = before.get(name);
        double scale = ROUNDING * Comparison.largest(was.values) + learningRate * Comparison.largest(expected.gradient);
        double[] right = expected.values.clone();
        for (int i = 0; i < right.length; i++) {
            right[i] -= learningRate * expected.gradient[i];
            scale = Math.max(scale, Math.abs(expected.values[i] - was.values[i])); // running statistics
        }
        return Comparison.difference(name, right, after.get(name).values, scale);
    }

    /**
     * Moments by the gradient, and weights by the engine's own moments: where a gradient is next to nothing, Adam takes a
     * step whose direction rounding decides.
     */
    private Optional<String> byAdam(String name, double[] gradient) {
        double[] first = momentsBefore.get("first." + name).values.clone();
        double[] second = momentsBefore.get("second." + name).values.clone();
        double[] foundFirst = momentsAfter.get("first." + name).values;
        double[] foundSecond = momentsAfter.get("second." + name).values;
        double[] right = before.get(name).values.clone();
        for (int i = 0; i < right.length; i++) {
            first[i] += (1 - FIRST_DECAY) * (gradient[i] - first[i]);
            second[i] += (1 - SECOND_DECAY) * (gradient[i] * gradient[i] - second[i]);
            double direction = foundFirst[i] / (1 - Math.pow(FIRST_DECAY, number));
            double size = Math.sqrt(foundSecond[i] / (1 - Math.pow(SECOND_DECAY, number)));
            right[i] -= learningRate * direction / (size + EPSILON);
        }
        double scale = ROUNDING * Comparison.largest(right) + learningRate;
        return Comparison.difference("first moment of " + name, first, foundFirst, Comparison.largest(first))
                .or(() -> Comparison.difference(
                        "second moment of " + name, second, foundSecond, Comparison.largest(second)))
                .or(() -> Comparison.difference(name, right, after.get(name).values, scale));
    }
}
