package dev.limbeck.teacher.training;

import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.run.OptimizerSpec.Schedule;

/**
 * The learning rate over a training with a known end. What is declared counts; a declaration without decay is made for
 * endless streams, so here the rate rises shortly and then falls to almost nothing by the last planned step.
 */
final class TrainingSchedule {
    private static final double WARM_UP_SHARE = 0.05;
    private static final long LONGEST_WARM_UP = 100;
    private static final double FINAL_SHARE = 0.02;

    private TrainingSchedule() {}

    static Schedule of(OptimizerSpec optimizer, long plannedSteps) {
        Schedule declared = optimizer.schedule();
        if (declared.decaySteps() > 0) {
            return declared;
        }
        long warmUp = declared.warmupSteps() > 0
                ? declared.warmupSteps()
                : Math.min(LONGEST_WARM_UP, (long) Math.ceil(plannedSteps * WARM_UP_SHARE));
        return new Schedule(warmUp, Math.max(1, plannedSteps - warmUp), FINAL_SHARE);
    }
}
