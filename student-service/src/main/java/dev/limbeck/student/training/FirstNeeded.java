package dev.limbeck.student.training;

import dev.limbeck.contract.checkpoint.Position;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.checkpoint.StepLogEntry.BatchComposed;
import dev.limbeck.contract.checkpoint.StepLogEntry.GapFound;
import dev.limbeck.contract.checkpoint.StepLogEntry.Halted;
import dev.limbeck.contract.checkpoint.StepLogEntry.RangesSkipped;
import dev.limbeck.contract.checkpoint.StepLogEntry.RolledBack;
import dev.limbeck.contract.checkpoint.StepLogEntry.TopicTaken;
import dev.limbeck.contract.checkpoint.StepLogEntry.WriterOpened;
import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.place.Place;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Finds where a student needs its topic from, entry by entry of its log. */
final class FirstNeeded {
    private static final Kinds<StepLogEntry, Consumer<FirstNeeded>> CONSIDERED =
            Kinds.<StepLogEntry, Consumer<FirstNeeded>>of(StepLogEntry.class)
                    .when(BatchComposed.class, batch -> needed -> needed.compose(batch))
                    .when(RangesSkipped.class, skip -> needed -> needed.skip(skip))
                    .when(TopicTaken.class, taken -> needed -> needed.take(taken))
                    // None of these moves the place.
                    .when(RolledBack.class, back -> needed -> {})
                    .when(WriterOpened.class, opened -> needed -> {})
                    .when(GapFound.class, gap -> needed -> {})
                    .when(Halted.class, halted -> needed -> {})
                    .all();

    private final long done;
    private Place place;
    private boolean composed;
    /** Mini-batches of this place's topic are to be composed, and the log goes on with another topic. */
    private boolean gaveWay;

    private FirstNeeded(Position position) {
        this.done = position.batches();
        this.place = position.place();
    }

    /** @param standing entries of the log, oldest first */
    static Place of(Position position, List<StepLogEntry> standing) {
        var needed = new FirstNeeded(position);
        for (StepLogEntry entry : standing) {
            if (!needed.gaveWay) {
                CONSIDERED.of(entry).accept(needed);
            }
        }
        return needed.place;
    }

    private void compose(BatchComposed batch) {
        composed |= batch.batch() > done;
    }

    private void skip(RangesSkipped skip) {
        if (skip.batch() > done) {
            var next = new TreeMap<>(place.next());
            skip.ranges().forEach((partition, range) -> {
                Long wanted = place.topicId().isPresent() ? next.getOrDefault(partition, 0L) : next.get(partition);
                if (wanted != null && wanted == range.from()) {
                    next.put(partition, range.to());
                }
            });
            place = new Place(place.topicId(), next);
        }
    }

    private void take(TopicTaken taken) {
        if (taken.afterBatch() < done) {
            return;
        }
        if (!composed) {
            place = new Place(Optional.of(taken.topicId()), taken.from());
        } else {
            gaveWay = place.topicId()
                    .filter(known -> !known.equals(taken.topicId()))
                    .isPresent();
        }
    }
}
