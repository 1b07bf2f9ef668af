package dev.limbeck.student.training;

import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.status.StudentStatus.Phase;
import dev.limbeck.network.StepOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;

/** Where a training loop stands, for other threads to look at. Written by the loop alone. */
public final class TrainingProgress {
    private volatile Phase phase = Phase.STARTING;
    private volatile StudentState state;
    private volatile OptionalDouble loss = OptionalDouble.empty();
    private volatile long lag;
    private volatile long savedStep;
    private volatile long savedBatches;
    private volatile Optional<String> pausedBecause = Optional.empty();
    private volatile Optional<String> checkpointId = Optional.empty();

    TrainingProgress(StudentState state) {
        this.state = state;
    }

    void replaying() {
        phase = Phase.REPLAYING;
        pausedBecause = Optional.empty();
    }

    void training() {
        phase = Phase.TRAINING;
        pausedBecause = Optional.empty();
    }

    /** Training stands still; waits a moment. */
    void paused(String reason, Duration moment) {
        phase = Phase.PAUSED;
        pausedBecause = Optional.of(reason);
        LockSupport.parkNanos(moment.toNanos());
    }

    public void ended(boolean failed) {
        phase = failed ? Phase.FAILED : Phase.STOPPED;
    }

    void advanced(StudentState newState) {
        state = newState;
    }

    void stepped(StepOutcome outcome) {
        loss = OptionalDouble.of(outcome.loss());
    }

    void waiting(long records) {
        lag = records;
    }

    void saved(StudentState savedState, String id) {
        savedStep = savedState.position().step();
        savedBatches = savedState.position().batches();
        checkpointId = Optional.of(id);
        if (state.position().batches() < savedBatches) {
            state = savedState;
        }
    }

    public Phase phase() {
        return phase;
    }

    /** Why training stands still. */
    public Optional<String> pausedBecause() {
        return pausedBecause;
    }

    public StudentState state() {
        return state;
    }

    public OptionalDouble loss() {
        return loss;
    }

    public long lag() {
        return lag;
    }

    /** Steps applied that no checkpoint on disk has. */
    public long unsavedSteps() {
        return state.position().step() - savedStep;
    }

    /** Whether records have been accounted for that no checkpoint on disk has. */
    boolean hasUnsaved() {
        return state.position().batches() > savedBatches;
    }

    public Optional<String> checkpointId() {
        return checkpointId;
    }
}
