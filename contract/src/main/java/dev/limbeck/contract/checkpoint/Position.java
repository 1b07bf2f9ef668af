package dev.limbeck.contract.checkpoint;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a student has come.
 *
 * @param step number of optimizer steps applied
 * @param batches number of mini-batches accounted for, those without an example included
 * @param trainedThrough per partition of the student's topic, the offset of the first record not yet accounted for
 * @param ledger what became of the records before {@code trainedThrough}
 */
public record Position(long step, long batches, SortedMap<Integer, Long> trainedThrough, Ledger ledger) {
    public static final Position START = new Position(0, 0, new TreeMap<>(), Ledger.empty());

    public Position {
        trainedThrough = Collections.unmodifiableSortedMap(new TreeMap<>(trainedThrough));
    }

    /**
     * The position after weights went back to an earlier one's: what was trained on since is as if passed over.
     *
     * @param reason under which the ledger has those records from now on
     */
    public Position rolledBackTo(Position earlier, String reason) {
        long undone = ledger.trained() - earlier.ledger().trained();
        var entries = new Ledger(ledger.trained() - undone, ledger.heldOut(), ledger.deadLettered(), ledger.skipped());
        return new Position(step, batches, trainedThrough, entries.plus(new Ledger(0, 0, 0, Map.of(reason, undone))));
    }

    /**
     * The position after one more mini-batch.
     *
     * @param stepped whether the optimizer took a step
     */
    public Position after(SortedMap<Integer, OffsetRange> ranges, Ledger entries, boolean stepped) {
        var through = new TreeMap<>(trainedThrough);
        ranges.forEach((partition, range) -> through.put(partition, range.to()));
        return new Position(step + (stepped ? 1 : 0), batches + 1, through, ledger.plus(entries));
    }
}
