package dev.limbeck.teacher.process;

import dev.limbeck.contract.status.TeacherStatus.Phase;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.teacher.operation.TeacherProgress;
import dev.limbeck.teacher.training.TrainingListener;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Tells the log and the status how obtaining the teacher goes. */
final class TrainingReporter implements TrainingListener {
    private static final Logger LOG = Logger.getLogger(TrainingReporter.class);

    private final String run;
    private final TeacherProgress progress;
    private final Ticker ticker;
    private final Duration logEvery;
    private Duration nextLog;

    TrainingReporter(String run, TeacherProgress progress, Ticker ticker, Duration logEvery) {
        this.run = run;
        this.progress = progress;
        this.ticker = ticker;
        this.logEvery = logEvery;
        this.nextLog = ticker.reading();
    }

    @Override
    public void waiting() {
        LOG.infof("%s: another replica makes the teacher; waiting for it", run);
        progress.enter(Phase.WAITING);
    }

    @Override
    public void training() {
        progress.enter(Phase.TRAINING);
    }

    @Override
    public void stepped(long step, long plannedSteps, StepOutcome outcome) {
        progress.trained(step / (double) plannedSteps);
        if (!outcome.finite()) {
            LOG.warnf("%s: training step %d had no finite gradient and changed nothing", run, step);
        }
        if (ticker.hasPassed(nextLog)) {
            nextLog = ticker.reading().plus(logEvery);
            LOG.infof("%s: training: step %d of %d, loss %.4f", run, step, plannedSteps, outcome.loss());
        }
    }

    @Override
    public void epochEnded(int epoch, int plannedEpochs, double validationLoss, double validationAccuracy) {
        LOG.infof(
                "%s: training: epoch %d of at most %d, validation loss %.4f, accuracy %.4f",
                run, epoch, plannedEpochs, validationLoss, validationAccuracy);
    }
}
