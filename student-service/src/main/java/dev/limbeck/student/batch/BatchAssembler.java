package dev.limbeck.student.batch;

import dev.limbeck.contract.checkpoint.StudentState.Ledger;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.run.BatchingSpec;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects records until a mini-batch is full, or its first record has waited long enough. */
public final class BatchAssembler {
    private final BatchingSpec batching;
    private final Clock clock;

    private List<DistillationExample> examples = new ArrayList<>();
    private SortedMap<Integer, OffsetRange> ranges = new TreeMap<>();
    private Ledger ledger = Ledger.empty();
    private @Nullable Instant deadline;

    public BatchAssembler(BatchingSpec batching, Clock clock) {
        this.batching = batching;
        this.clock = clock;
    }

    /** Takes a record in; {@link #isFull} must be asked before the next one. */
    public void add(StreamRecord record, Disposition disposition) {
        if (isFull()) {
            throw new IllegalStateException("the mini-batch is full, it has to be taken first");
        }
        if (deadline == null) {
            deadline = clock.instant().plus(batching.maxWait());
        }
        if (disposition instanceof Disposition.Train train) {
            examples.add(train.example());
        }
        ranges.merge(
                record.partition(),
                new OffsetRange(record.offset(), record.offset() + 1),
                (range, next) -> range.extendedTo(next.from()));
        ledger = ledger.plus(disposition.entry());
    }

    public boolean isFull() {
        return examples.size() >= batching.size();
    }

    /** Records taken in that no mini-batch accounts for yet. */
    public long pending() {
        return ledger.offered();
    }

    /** The mini-batch, when it is full or its deadline has passed. */
    public Optional<MiniBatch> takeIfDue() {
        boolean late = deadline != null && !clock.instant().isBefore(deadline);
        return isFull() || late ? Optional.of(take()) : Optional.empty();
    }

    private MiniBatch take() {
        var batch = new MiniBatch(examples, ranges, ledger);
        examples = new ArrayList<>();
        ranges = new TreeMap<>();
        ledger = Ledger.empty();
        deadline = null;
        return batch;
    }
}
