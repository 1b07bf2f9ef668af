package dev.limbeck.contract.record;

/**
 * Natural logarithms of class probabilities, in double precision and with the maximum taken out first: nothing
 * overflows, and a probability that rounds to 0 still has a finite logarithm.
 */
public final class LogSoftmax {
    private LogSoftmax() {}

    /** {@code log(softmax(logits / temperature))}, one for each class. */
    public static double[] of(Output logits, double temperature) {
        return inPlace(logits.toDoubles(), temperature);
    }

    /** The same of logits that a computation in double precision gives. */
    public static double[] of(double[] logits, double temperature) {
        return inPlace(logits.clone(), temperature);
    }

    private static double[] inPlace(double[] values, double temperature) {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature is " + temperature + ", allowed is above 0 and finite");
        }
        double max = values[0];
        for (double value : values) {
            max = value > max ? value : max;
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - max) / temperature;
            sum += Math.exp(values[i]);
        }
        double logSum = Math.log(sum);
        for (int i = 0; i < values.length; i++) {
            values[i] -= logSum;
        }
        return values;
    }
}
