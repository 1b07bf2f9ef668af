package dev.limbeck.network.objective;

/** {@code σ(x) = 1 / (1 + e^−x)}, so that neither a large nor a small number is lost. */
final class Sigmoid {
    private Sigmoid() {}

    static double of(double x) {
        return Math.exp(log(x));
    }

    /** {@code log σ(x) = −log(1 + e^−x)}, the negative softplus of −x. */
    static double log(double x) {
        return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
    }
}
