package dev.limbeck.student.steplog;

import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.place.OffsetRange;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.batch.StreamRecord;
import dev.limbeck.student.batch.Triage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Composes mini-batches again as the step log says they were. Records that arrive beyond what an entry asks for are kept
 * for the next one.
 */
public final class Replay {
    private final Supplier<List<StreamRecord>> poll;
    private final Triage triage;
    private final BooleanSupplier stopping;
    private final SortedMap<Integer, Deque<StreamRecord>> arrived = new TreeMap<>();

    /**
     * @param poll gives the next records, in the order of each partition
     * @param stopping asked while waiting for records
     */
    public Replay(Supplier<List<StreamRecord>> poll, Triage triage, BooleanSupplier stopping) {
        this.poll = poll;
        this.triage = triage;
        this.stopping = stopping;
    }

    /**
     * @throws DivergedException when the topic does not have what the log says
     * @throws InterruptedReplayException when it was told to stop
     */
    public MiniBatch compose(StepLogEntry.BatchComposed entry) {
        while (!hasAll(entry.ranges())) {
            if (stopping.getAsBoolean()) {
                throw new InterruptedReplayException();
            }
            poll.get().forEach(record -> arrived.computeIfAbsent(record.partition(), partition -> new ArrayDeque<>())
                    .addLast(record));
        }
        var composition = new MiniBatch.Composition();
        entry.ranges().forEach((partition, range) -> take(partition, range, composition));
        MiniBatch batch = composition.close();
        if (!batch.ranges().equals(entry.ranges()) || batch.items().size() != entry.examples()) {
            throw new DivergedException(
                    "mini-batch %d was composed of %s with %d examples, the topic now gives %s with %d"
                            .formatted(
                                    entry.batch(),
                                    entry.ranges(),
                                    entry.examples(),
                                    batch.ranges(),
                                    batch.items().size()));
        }
        return batch;
    }

    /** Goes on with a topic from the offsets that the entry says. */
    public void take(StepLogEntry.TopicTaken entry) {
        triage.seen().goOnFrom(entry.from());
    }

    /** Records that arrived, but are beyond the last entry. */
    public List<StreamRecord> leftOver() {
        var rest = new ArrayList<StreamRecord>();
        arrived.values().forEach(rest::addAll);
        return rest;
    }

    private boolean hasAll(SortedMap<Integer, OffsetRange> ranges) {
        return ranges.entrySet().stream().allMatch(range -> {
            var records = arrived.get(range.getKey());
            return records != null
                    && !records.isEmpty()
                    && records.getLast().offset() >= range.getValue().to() - 1;
        });
    }

    private void take(int partition, OffsetRange range, MiniBatch.Composition composition) {
        Deque<StreamRecord> records = arrived.getOrDefault(partition, new ArrayDeque<>());
        while (!records.isEmpty() && records.getFirst().offset() < range.to()) {
            StreamRecord record = records.removeFirst();
            composition.add(record, triage.dispose(record));
        }
    }

    /** Topic and step log contradict each other, so the student's weights cannot be derived from them. */
    public static final class DivergedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public DivergedException(String message) {
            super(message);
        }
    }

    /** It was told to stop before it was through. */
    public static final class InterruptedReplayException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
