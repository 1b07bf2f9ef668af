package dev.limbeck.teacher.training;

import dev.limbeck.network.StepOutcome;

/** Told how obtaining a teacher goes. */
public interface TrainingListener {
    /** Another replica makes the teacher; this one waits for it. */
    void waiting();

    /** This replica trains it. */
    void training();

    void stepped(long step, long plannedSteps, StepOutcome outcome);

    /** @param epoch the first being 1 */
    void epochEnded(int epoch, int plannedEpochs, double validationLoss, double validationAccuracy);
}
