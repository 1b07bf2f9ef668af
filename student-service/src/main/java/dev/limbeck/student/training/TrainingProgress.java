package dev.limbeck.student.training;

import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.status.StudentStatus.Phase;
import dev.limbeck.network.StepOutcome;
import java.util.Optional;
import java.util.OptionalDouble;

/** Where a training loop stands, for other threads to look at. Written by the loop alone. */
public final class TrainingProgress {
    private volatile Phase phase = Phase.STARTING;
    private volatile StudentState state;
    private volatile OptionalDouble loss = OptionalDouble.empty();
    private volatile long lag;
    private volatile long savedStep;
    private volatile Optional<String> checkpointId = Optional.empty();

    TrainingProgress(StudentState state) {
        this.state = state;
    }

    void started() {
        phase = Phase.TRAINING;
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
        state = savedState;
        savedStep = savedState.step();
        checkpointId = Optional.of(id);
    }

    public Phase phase() {
        return phase;
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

    /** Steps applied since the newest checkpoint. */
    public long unsavedSteps() {
        return state.step() - savedStep;
    }

    public Optional<String> checkpointId() {
        return checkpointId;
    }
}
