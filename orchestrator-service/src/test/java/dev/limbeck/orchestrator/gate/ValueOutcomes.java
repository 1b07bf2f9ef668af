package dev.limbeck.orchestrator.gate;

import java.util.random.RandomGenerator;

/**
 * How much an example is worth with a champion and with a candidate that is better by a gain in the mean. What an
 * example is like for both is one number in [0, 1), evenly spread.
 */
enum ValueOutcomes {
    /** Most examples are worth a little more with the candidate, and one in 1,000 is worth nothing. */
    RARE_LOSSES("skewed: a little better, and nothing on one of 1,000") {
        private static final double LEVEL = 0.9;
        private static final double LOST = 0.001;

        @Override
        double champion(double example, RandomGenerator random) {
            return LEVEL;
        }

        @Override
        double candidate(double example, double gain, RandomGenerator random) {
            return random.nextDouble() < LOST ? 0 : (LEVEL + gain) / (1 - LOST);
        }
    },
    /** 1 less the logarithmic loss: the candidate is surer that nobody clicks, and loses where one does. */
    CLICKS("skewed: surer of what is frequent, worse on three of 100") {
        private static final double SHARE = 0.03;
        private static final double SURER = 0.01;

        @Override
        double champion(double example, RandomGenerator random) {
            return (example < SHARE ? 0.5 : 0.95) + noise(random, 0.003);
        }

        @Override
        double candidate(double example, double gain, RandomGenerator random) {
            double own = example < SHARE ? -SURER * (1 - SHARE) / SHARE : SURER;
            return champion(example, random) + own + gain;
        }
    },
    /** Nine examples of ten are worth nothing or all. */
    ENDS("heavy at the ends") {
        private static final double AT_END = 0.9;

        @Override
        double champion(double example, RandomGenerator random) {
            return candidate(example, 0, random);
        }

        @Override
        double candidate(double example, double gain, RandomGenerator random) {
            if (random.nextDouble() >= AT_END) {
                return random.nextDouble();
            }
            return random.nextDouble() < 0.9 * Math.sqrt(example) + gain / AT_END ? 1 : 0;
        }
    },
    /** The share of an example's twenty tokens that is right: a candidate does well on all of them, or on few. */
    TOKENS("clustered: the share of 20 tokens") {
        @Override
        double champion(double example, RandomGenerator random) {
            return share(0.4 + 0.5 * example, random);
        }

        @Override
        double candidate(double example, double gain, RandomGenerator random) {
            double own = random.nextDouble() < 0.8 ? 0.05 : -0.2;
            return share(0.4 + 0.5 * example + own + gain, random);
        }

        private double share(double chance, RandomGenerator random) {
            int right = 0;
            for (int token = 0; token < ValueOutcomes.TOKENS_OF_ONE; token++) {
                right += random.nextDouble() < chance ? 1 : 0;
            }
            return (double) right / ValueOutcomes.TOKENS_OF_ONE;
        }
    },
    /** 1 less an error: what is hard for one is hard for all, and each has its own luck. */
    ERRORS("narrow: 1 less an error") {
        @Override
        double champion(double example, RandomGenerator random) {
            return candidate(example, 0, random);
        }

        @Override
        double candidate(double example, double gain, RandomGenerator random) {
            return 0.4 + 0.3 * example + gain + noise(random, 0.035);
        }
    };

    static final int TOKENS_OF_ONE = 20;

    private final String words;

    ValueOutcomes(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Of the example, by its champion. */
    abstract double champion(double example, RandomGenerator random);

    /** @param gain how much more it is in the mean; negative for less */
    abstract double candidate(double example, double gain, RandomGenerator random);

    /** Nearly normal and bounded: the sum of twelve even ones would be slower. */
    private static double noise(RandomGenerator random, double deviation) {
        double sum = random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2;
        return sum * deviation * Math.sqrt(3);
    }
}
