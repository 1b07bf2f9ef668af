package dev.limbeck.orchestrator.gate;

import dev.limbeck.orchestrator.gate.SimulatedRuns.Outcome;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Many runs of many candidates whose examples have values, each run on a held-out set of its own. A run is over with its
 * first promotion that is wrong: what is counted is runs with one.
 *
 * @param examples held out
 */
record SimulatedValues(int runs, int candidates, int examples, long seed) {

    /** Values of the same examples. */
    @SuppressWarnings("ArrayRecordComponent") // many, read in one place
    record Pair(double[] candidate, double[] champion) {}

    /** Whether a candidate is promoted at this comparison. */
    interface Rule {
        boolean promotes(double[] candidate, double[] champion, long comparison);
    }

    /**
     * Candidates none of which is better than the champion by more than the gain.
     *
     * @param kept share of the examples on which a candidate has the value of the one before it
     */
    Outcome of(ValueOutcomes outcomes, double gain, double kept, Rule rule) {
        int erring = (int) IntStream.range(0, runs)
                .parallel()
                .filter(run -> errs(outcomes, gain, kept, rule, new SplittableRandom(seed + run)))
                .count();
        return new Outcome(runs, erring, erring, 0);
    }

    private boolean errs(ValueOutcomes outcomes, double gain, double kept, Rule rule, SplittableRandom random) {
        double[] like = random.doubles(examples).toArray();
        double[] champion = new double[examples];
        double[] candidate = new double[examples];
        for (int i = 0; i < examples; i++) {
            champion[i] = outcomes.champion(like[i], random);
            candidate[i] = outcomes.candidate(like[i], gain, random);
        }
        for (int number = 1; number <= candidates; number++) {
            if (rule.promotes(candidate, champion, number)) {
                return true;
            }
            for (int i = 0; i < examples; i++) {
                if (random.nextDouble() >= kept) {
                    candidate[i] = outcomes.candidate(like[i], gain, random);
                }
            }
        }
        return false;
    }

    /** The first candidate of each run beside its champion. */
    List<Pair> pairs(ValueOutcomes outcomes, double gain) {
        return IntStream.range(0, runs)
                .parallel()
                .mapToObj(run -> pair(outcomes, gain, new SplittableRandom(seed + run)))
                .toList();
    }

    private Pair pair(ValueOutcomes outcomes, double gain, SplittableRandom random) {
        double[] candidate = new double[examples];
        double[] champion = new double[examples];
        for (int i = 0; i < examples; i++) {
            double like = random.nextDouble();
            champion[i] = outcomes.champion(like, random);
            candidate[i] = outcomes.candidate(like, gain, random);
        }
        return new Pair(candidate, champion);
    }

    /** How often a rule promotes, were it the comparison of this number. */
    static double power(List<Pair> pairs, Rule rule, long comparison) {
        return (double) pairs.parallelStream()
                        .filter(pair -> rule.promotes(pair.candidate(), pair.champion(), comparison))
                        .count()
                / pairs.size();
    }
}
