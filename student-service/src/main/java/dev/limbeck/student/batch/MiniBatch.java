package dev.limbeck.student.batch;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.place.OffsetRange;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Rejection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What one step learns from, and exactly which records that accounts for.
 *
 * @param items to train on, by partition and offset whatever the order they were read in; empty when no record of the
 *     ranges was to be trained on
 * @param refused records of the ranges that nobody can use
 * @param ranges per partition, all records since the mini-batch before
 * @param ledger what becomes of the records of the ranges
 */
public record MiniBatch(
        List<Item> items, List<Refused> refused, SortedMap<Integer, OffsetRange> ranges, Ledger ledger) {
    public MiniBatch {
        items = List.copyOf(items);
        refused = List.copyOf(refused);
        ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
    }

    /** An example with its place in the topic. */
    public record Item(int partition, long offset, DistillationExample example, Original original) {}

    /** A record that goes to the dead letters. */
    public record Refused(Original original, Rejection rejection) {}

    /** The same mini-batch without some of its examples, which are refused instead. */
    public MiniBatch without(List<Item> culprits, Rejection rejection) {
        var rest = new ArrayList<>(items);
        rest.removeAll(culprits);
        var allRefused = new ArrayList<>(refused);
        culprits.forEach(culprit -> allRefused.add(new Refused(culprit.original(), rejection)));
        var entries = new Ledger(
                ledger.trained() - culprits.size(),
                ledger.heldOut(),
                ledger.deadLettered() + culprits.size(),
                ledger.skipped());
        return new MiniBatch(rest, allRefused, ranges, entries);
    }

    /** The same mini-batch with none of its examples, which are passed over instead. */
    public MiniBatch skipped(SkipReason reason) {
        var entries =
                new Ledger(ledger.trained() - items.size(), ledger.heldOut(), ledger.deadLettered(), ledger.skipped());
        return new MiniBatch(List.of(), refused, ranges, entries.plus(reason.entry(items.size())));
    }

    /** A mini-batch while it is being put together. */
    public static final class Composition {
        private static final Comparator<Item> BY_PLACE =
                Comparator.comparingInt(Item::partition).thenComparingLong(Item::offset);

        /** What is kept of a record beside its line in the ledger. */
        private static final Kinds<Disposition, BiConsumer<Composition, StreamRecord>> KEPT =
                Kinds.<Disposition, BiConsumer<Composition, StreamRecord>>of(Disposition.class)
                        .when(
                                Disposition.Train.class,
                                train -> (batch, record) -> batch.items.add(new Item(
                                        record.partition(), record.offset(), train.example(), record.original())))
                        .when(
                                Disposition.DeadLettered.class,
                                letter -> (batch, record) ->
                                        batch.refused.add(new Refused(record.original(), letter.rejection())))
                        .when(Disposition.HeldOut.class, heldOut -> (batch, record) -> {})
                        .when(Disposition.Skipped.class, skipped -> (batch, record) -> {})
                        .all();

        private final List<Item> items = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();
        private final SortedMap<Integer, OffsetRange> ranges = new TreeMap<>();
        private Ledger ledger = Ledger.empty();

        public void add(StreamRecord record, Disposition disposition) {
            KEPT.of(disposition).accept(this, record);
            ranges.merge(
                    record.partition(),
                    new OffsetRange(record.offset(), record.offset() + 1),
                    (range, next) -> range.extendedTo(next.from()));
            ledger = ledger.plus(disposition.entry());
        }

        int examples() {
            return items.size();
        }

        long records() {
            return ledger.offered();
        }

        public MiniBatch close() {
            items.sort(BY_PLACE);
            return new MiniBatch(items, refused, ranges, ledger);
        }
    }
}
