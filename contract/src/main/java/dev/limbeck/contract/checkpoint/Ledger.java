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
        skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
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
