package dev.limbeck.student.batch;

import dev.limbeck.contract.run.BatchingSpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects records until a mini-batch is full, or its first record has waited long enough. */
public final class BatchAssembler {
    private final BatchingSpec batching;
    private final Clock clock;

    private MiniBatch.Composition composition = new MiniBatch.Composition();
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
        composition.add(record, disposition);
    }

    public boolean isFull() {
        return composition.examples() >= batching.size();
    }

    /** Records taken in that no mini-batch accounts for yet. */
    public long pending() {
        return composition.records();
    }

    public Optional<MiniBatch> takeIfFull() {
        return isFull() ? Optional.of(take()) : Optional.empty();
    }

    /** The mini-batch, when it is full or its deadline has passed. */
    public Optional<MiniBatch> takeIfDue() {
        boolean late = deadline != null && !clock.instant().isBefore(deadline);
        return isFull() || late ? Optional.of(take()) : Optional.empty();
    }

    /** What has been collected, though neither full nor late. */
    public Optional<MiniBatch> takeEarly() {
        return pending() == 0 ? Optional.empty() : Optional.of(take());
    }

    private MiniBatch take() {
        MiniBatch batch = composition.close();
        composition = new MiniBatch.Composition();
        deadline = null;
        return batch;
    }
}
