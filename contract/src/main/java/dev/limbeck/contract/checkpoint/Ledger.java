package dev.limbeck.contract.checkpoint;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of records by what became of them; their sum is what the topic offered.
 *
 * @param skipped by reason
 */
public record Ledger(long trained, long heldOut, long deadLettered, Map<String, Long> skipped) {
    public Ledger {
        skipped = skipped.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(skipped));
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
        return new Ledger(
                trained + other.trained,
                heldOut + other.heldOut,
                deadLettered + other.deadLettered,
                other.skipped.isEmpty() ? skipped : sum(skipped, other.skipped));
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        var sum = new TreeMap<>(one);
        other.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return sum;
    }
}
