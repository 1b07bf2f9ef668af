package dev.limbeck.student.batch;

import dev.limbeck.contract.run.BatchingSpec;
import dev.limbeck.contract.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects records until a mini-batch is full, or its first record has waited long enough and there are as many as can be
 * learnt from at once.
 */
public final class MiniBatchAssembler {
    private final BatchingSpec batching;
    private final int smallest;
    private final Ticker ticker;

    private MiniBatch.Composition composition = new MiniBatch.Composition();
    private @Nullable Duration deadline;

    /** @param smallest how many examples can be learnt from at once; fewer wait for others, however long it takes */
    public MiniBatchAssembler(BatchingSpec batching, int smallest, Ticker ticker) {
        this.batching = batching;
        this.smallest = smallest;
        this.ticker = ticker;
    }

    /** Takes a record in; {@link #isFull} must be asked before the next one. */
    public void add(StreamRecord record, Disposition disposition) {
        if (isFull()) {
            throw new IllegalStateException("the mini-batch is full, it has to be taken first");
        }
        if (deadline == null) {
            deadline = ticker.reading().plus(batching.maxWait());
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

    /** The mini-batch, when it is full, or its deadline has passed and it is not too small. */
    public Optional<MiniBatch> takeIfDue() {
        return isFull() || (isLate() && !isTooSmall()) ? Optional.of(take()) : Optional.empty();
    }

    /** Whether what was collected has waited long enough, but is too little. */
    public boolean isWaitingForMore() {
        return isLate() && isTooSmall();
    }

    private boolean isLate() {
        return deadline != null && ticker.hasPassed(deadline);
    }

    private boolean isTooSmall() {
        return composition.examples() > 0 && composition.examples() < smallest;
    }

    /** What has been collected, though it is neither full nor late, or too small. */
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
