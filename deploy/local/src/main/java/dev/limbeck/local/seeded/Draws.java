package dev.limbeck.local.seeded;

import java.util.SplittableRandom;

/** The random draws behind one thing that is made up: a stream of its own for every pair of seed and index. */
public final class Draws {

    private static final double SIXTEEN_BITS = 1.0 / 65_536;

    /** The standard deviation of a sum of four uniform draws from 0 to 1. */
    private static final double FOUR_UNIFORMS = Math.sqrt(1.0 / 3);

    private final SplittableRandom random;

    private Draws(SplittableRandom random) {
        this.random = random;
    }

    public static Draws of(long seed, long index) {
        // Mixed, because SplittableRandom's streams of neighbouring seeds are one stream, shifted.
        return new Draws(new SplittableRandom(Seeds.mix(seed, index)));
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    public double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    public double spread(double most) {
        return between(-most, most);
    }

    /** Nearly normal, mean 0 and deviation 1, never beyond 3.5: four uniform draws, added. */
    public double bell() {
        long bits = random.nextLong();
        long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
        return (sum * SIXTEEN_BITS - 2) / FOUR_UNIFORMS;
    }
}
