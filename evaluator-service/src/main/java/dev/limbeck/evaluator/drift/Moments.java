package dev.limbeck.evaluator.drift;

/**
 * Count, sum and squared deviations of some numbers: enough to join two groups of them and to take one out again (Chan,
 * Golub and LeVeque, <i>Algorithms for computing the sample variance</i>, The American Statistician 37(3), 1983,
 * doi:10.1080/00031305.1983.10483115).
 *
 * @param squaredDeviations from the mean, summed
 */
public record Moments(long count, double total, double squaredDeviations) {
    public static final Moments NONE = new Moments(0, 0, 0);

    public static Moments of(double value) {
        return new Moments(1, value, 0);
    }

    /** NaN of none. */
    public double mean() {
        return total / count;
    }

    /** Mean squared deviation; NaN of none. */
    public double variance() {
        return squaredDeviations / count;
    }

    public Moments plus(Moments others) {
        return new Moments(
                count + others.count,
                total + others.total,
                squaredDeviations + others.squaredDeviations + between(others));
    }

    /** @param part that these were joined with */
    public Moments minus(Moments part) {
        var rest = new Moments(count - part.count, total - part.total, 0);
        return new Moments(rest.count, rest.total, squaredDeviations - part.squaredDeviations - rest.between(part));
    }

    private double between(Moments others) {
        if (count == 0 || others.count == 0) {
            return 0;
        }
        double apart = mean() - others.mean();
        return (double) count * others.count * apart * apart / (count + others.count);
    }
}
