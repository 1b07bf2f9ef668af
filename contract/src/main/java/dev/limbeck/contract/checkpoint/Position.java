package dev.limbeck.contract.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.limbeck.contract.place.OffsetRange;
import dev.limbeck.contract.place.Place;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a student has come.
 *
 * @param step number of optimizer steps applied
 * @param batches number of mini-batches accounted for, those without an example included
 * @param trainedThrough per partition of the student's topic, the offset of the first record not yet accounted for
 * @param ledger what became of the records before {@code trainedThrough}
 * @param topicId of the topic that the offsets are of; absent where that is not known, as in positions of before it was
 */
public record Position(
        long step,
        long batches,
        SortedMap<Integer, Long> trainedThrough,
        Ledger ledger,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> topicId) {
    public static final Position START = new Position(0, 0, new TreeMap<>(), Ledger.empty());

    public Position {
        trainedThrough = Collections.unmodifiableSortedMap(new TreeMap<>(trainedThrough));
    }

    /** On a topic of which the id is not known. */
    public Position(long step, long batches, SortedMap<Integer, Long> trainedThrough, Ledger ledger) {
        this(step, batches, trainedThrough, ledger, Optional.empty());
    }

    /** Where the student stands on its topic. */
    public Place place() {
        return new Place(topicId, trainedThrough);
    }

    /** The same student on a topic, from these offsets. */
    public Position on(String newTopicId, SortedMap<Integer, Long> from) {
        return new Position(step, batches, from, ledger, Optional.of(newTopicId));
    }

    /**
     * The position after weights went back to an earlier one's: what was trained on since is as if passed over.
     *
     * @param reason under which the ledger has those records from now on
     */
    public Position rolledBackTo(Position earlier, String reason) {
        long undone = ledger.trained() - earlier.ledger().trained();
        var entries = new Ledger(ledger.trained() - undone, ledger.heldOut(), ledger.deadLettered(), ledger.skipped());
        return new Position(
                step, batches, trainedThrough, entries.plus(new Ledger(0, 0, 0, Map.of(reason, undone))), topicId);
    }

    /**
     * The position after one more mini-batch.
     *
     * @param stepped whether the optimizer took a step
     */
    public Position after(SortedMap<Integer, OffsetRange> ranges, Ledger entries, boolean stepped) {
        var through = new TreeMap<>(trainedThrough);
        ranges.forEach((partition, range) -> through.put(partition, range.to()));
        return new Position(step + (stepped ? 1 : 0), batches + 1, through, ledger.plus(entries), topicId);
    }
}
