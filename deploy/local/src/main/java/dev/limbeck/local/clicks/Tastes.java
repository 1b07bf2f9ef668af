package dev.limbeck.local.clicks;

import dev.limbeck.local.seeded.Draws;
import dev.limbeck.local.seeded.Seeds;

/**
 * Why people click: the log-odds are a sum of what an item draws by itself, of how well it suits the user, and of when and
 * where it is seen. Suiting is the product of two hidden vectors. Each user has a second vector; between the two he turns
 * slowly, keeping his length, so that what he likes changes and how much he clicks does not.
 */
final class Tastes {
    private static final int DIMENSIONS = 6;
    private static final double BIAS = -1.7;
    private static final double SUITING = 0.8;
    private static final double OF_ITEM = 0.6;
    private static final double OF_PLACE = 0.3;
    private static final double OF_HOUR = 0.4;

    private final long seed;

    Tastes(long seed) {
        this.seed = seed;
    }

    /**
     * The probability of a click.
     *
     * @param turned how far all have turned to their second taste, 0 to 1
     */
    double probability(Impression seen, double turned) {
        double logOdds = BIAS
                + SUITING * suiting(seen.user(), seen.item(), turned * Math.PI / 2)
                + OF_ITEM * draws(3, seen.item()).bell()
                + OF_PLACE * draws(4, seen.place()).bell()
                + OF_HOUR
                        * draws(5, seen.device() * (long) Impression.HOURS + seen.hour())
                                .bell();
        return 1 / (1 + Math.exp(-logOdds));
    }

    private double suiting(int user, int item, double angle) {
        var first = draws(0, user);
        var second = draws(1, user);
        var ofItem = draws(2, item);
        double sum = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            sum += (Math.cos(angle) * first.bell() + Math.sin(angle) * second.bell()) * ofItem.bell();
        }
        return sum;
    }

    /** Of one thing's hidden numbers; kinds of things do not share any. */
    private Draws draws(int kind, long index) {
        return Draws.of(Seeds.mix(seed, kind), index);
    }
}
