package dev.limbeck.contract.checkpoint;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything of a student that is not a tensor, as {@value #FILE} of a checkpoint.
 *
 * @param step number of optimizer steps applied
 * @param seed from which each step's random state is derived, together with the step
 * @param trainedThrough per partition of the student's topic, the offset of the first record not yet accounted for
 * @param ledger what became of the records before {@code trainedThrough}
 * @param networkDigest SHA-256 of the network file the weights belong to
 * @param configurationDigest SHA-256 of the student's declaration
 * @param parent checkpoint this one was trained on from; empty for the first
 */
public record StudentState(
        String run,
        String student,
        long step,
        long seed,
        SortedMap<Integer, Long> trainedThrough,
        Ledger ledger,
        String networkDigest,
        String configurationDigest,
        String parent) {
    public static final String FILE = "state.json";

    public StudentState {
        trainedThrough = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(trainedThrough));
    }

    /**
     * Counts of records by what became of them; their sum is what the topic offered.
     *
     * @param skipped by reason
     */
    public record Ledger(long trained, long heldOut, long deadLettered, Map<String, Long> skipped) {
        public Ledger {
            skipped = Map.copyOf(skipped);
        }

        public static Ledger empty() {
            return new Ledger(0, 0, 0, Map.of());
        }

        public long offered() {
            return trained
                    + heldOut
                    + deadLettered
                    + skipped.values().stream().mapToLong(Long::longValue).sum();
        }

        public Ledger plus(Ledger other) {
            var sum = new TreeMap<>(skipped);
            other.skipped.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
            return new Ledger(trained + other.trained, heldOut + other.heldOut, deadLettered + other.deadLettered, sum);
        }
    }
}
