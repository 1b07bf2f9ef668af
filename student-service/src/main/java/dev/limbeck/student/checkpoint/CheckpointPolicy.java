package dev.limbeck.student.checkpoint;

import dev.limbeck.contract.run.CheckpointSpec;
import dev.limbeck.contract.time.Ticker;
import java.time.Duration;

/**
 * Says when a checkpoint is due: after so many steps, so long after the first mini-batch that no checkpoint has, or when
 * the stream has gone quiet. Mini-batches without a step are no reason to hurry, but retention may remove their records:
 * they have to be saved at some time, too.
 */
public final class CheckpointPolicy {
    private final CheckpointSpec spec;
    private final Ticker ticker;

    private Duration firstBatch;
    private Duration lastStep;
    private long batchesSince;
    private long stepsSince;

    public CheckpointPolicy(CheckpointSpec spec, Ticker ticker) {
        this.spec = spec;
        this.ticker = ticker;
        firstBatch = ticker.reading();
        lastStep = firstBatch;
    }

    /**
     * Records were accounted for.
     *
     * @param stepped whether a step was applied
     */
    public void advanced(boolean stepped) {
        Duration now = ticker.reading();
        if (batchesSince == 0) {
            firstBatch = now;
        }
        batchesSince++;
        if (stepped) {
            lastStep = now;
            stepsSince++;
        }
    }

    public boolean isDue() {
        if (batchesSince == 0) {
            return false;
        }
        return stepsSince >= spec.everySteps()
                || ticker.since(firstBatch).compareTo(spec.everyTime()) >= 0
                || (stepsSince > 0 && ticker.since(lastStep).compareTo(spec.whenIdle()) >= 0);
    }

    public void written() {
        batchesSince = 0;
        stepsSince = 0;
    }
}
