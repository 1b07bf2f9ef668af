package dev.limbeck.student.checkpoint;

import dev.limbeck.contract.run.CheckpointSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Says when a checkpoint is due: after so many steps, so long after the first step that no checkpoint has, or when the
 * stream has gone quiet.
 */
public final class CheckpointPolicy {
    private final CheckpointSpec spec;
    private final Clock clock;

    private Instant firstStep;
    private Instant lastStep;
    private long stepsSince;

    public CheckpointPolicy(CheckpointSpec spec, Clock clock) {
        this.spec = spec;
        this.clock = clock;
        firstStep = clock.instant();
        lastStep = firstStep;
    }

    /** A step was applied. Records that are only accounted for are accounted for again after a restart. */
    public void stepped() {
        lastStep = clock.instant();
        if (stepsSince == 0) {
            firstStep = lastStep;
        }
        stepsSince++;
    }

    public boolean isDue() {
        if (stepsSince == 0) {
            return false;
        }
        Instant now = clock.instant();
        return stepsSince >= spec.everySteps()
                || Duration.between(firstStep, now).compareTo(spec.everyTime()) >= 0
                || Duration.between(lastStep, now).compareTo(spec.whenIdle()) >= 0;
    }

    public void written() {
        stepsSince = 0;
    }
}
