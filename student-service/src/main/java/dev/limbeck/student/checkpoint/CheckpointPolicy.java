package dev.limbeck.student.checkpoint;

import dev.limbeck.contract.run.CheckpointSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Says when a checkpoint is due: after so many steps, so long after the first mini-batch that no checkpoint has, or when
 * the stream has gone quiet. Mini-batches without a step are no reason to hurry, but retention may remove their records:
 * they have to be saved at some time, too.
 */
public final class CheckpointPolicy {
    private final CheckpointSpec spec;
    private final Clock clock;

    private Instant firstBatch;
    private Instant lastStep;
    private long batchesSince;
    private long stepsSince;

    public CheckpointPolicy(CheckpointSpec spec, Clock clock) {
        this.spec = spec;
        this.clock = clock;
        firstBatch = clock.instant();
        lastStep = firstBatch;
    }

    /**
     * Records were accounted for.
     *
     * @param stepped whether a step was applied
     */
    public void advanced(boolean stepped) {
        Instant now = clock.instant();
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
        Instant now = clock.instant();
        return stepsSince >= spec.everySteps()
                || Duration.between(firstBatch, now).compareTo(spec.everyTime()) >= 0
                || (stepsSince > 0 && Duration.between(lastStep, now).compareTo(spec.whenIdle()) >= 0);
    }

    public void written() {
        batchesSince = 0;
        stepsSince = 0;
    }
}
