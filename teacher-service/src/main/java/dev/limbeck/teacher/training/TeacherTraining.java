package dev.limbeck.teacher.training;

import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.run.OptimizerSpec.Schedule;
import dev.limbeck.contract.run.TeacherSpec;
import dev.limbeck.contract.task.Task;
import dev.limbeck.dataset.LabelledSet;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.teacher.training.BestState.Trained;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Trains a network on hard labels, epoch by epoch, until the declared number of epochs is over or validation has not
 * improved for as long as declared. Equal settings, data and threads give equal weights.
 */
final class TeacherTraining {
    /** The golden ratio as a 64-bit fraction: spreads consecutive numbers over all bits. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Task task;
    private final TeacherSpec.Train settings;
    private final TrainingListener listener;

    TeacherTraining(Task task, TeacherSpec.Train settings, TrainingListener listener) {
        this.task = task;
        this.settings = settings;
        this.listener = listener;
    }

    /** @throws InterruptedException when the thread is asked to stop, between two steps */
    Trained train(TrainableNetwork network, LabelledSet training, LabelledSet validation) throws InterruptedException {
        long stepsPerEpoch = stepsPerEpoch(training);
        long planned = stepsPerEpoch * settings.epochs();
        var schedule = TrainingSchedule.of(settings.optimizer(), planned);
        var best = new BestState(settings.patience());
        for (int epoch = 0; epoch < settings.epochs() && !best.exhausted(); epoch++) {
            int[] order = Order.shuffled(training.size(), settings.seed() ^ SPREAD * (epoch + 1));
            for (int i = 0; i < stepsPerEpoch; i++) {
                step(network, training, order, i, epoch * stepsPerEpoch + i, planned, schedule);
            }
            var measured = TeacherScore.of(task, network::outputs, validation);
            best.offer(measured, network::state);
            listener.epochEnded(epoch + 1, settings.epochs(), measured.loss(), measured.accuracy());
        }
        return best.get();
    }

    private void step(
            TrainableNetwork network,
            LabelledSet training,
            int[] order,
            int batch,
            long step,
            long planned,
            Schedule schedule)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("asked to stop at training step " + step + " of " + planned);
        }
        int from = batch * settings.batchSize();
        int[] indices = Arrays.copyOfRange(order, from, Math.min(from + settings.batchSize(), order.length));
        double learningRate = settings.optimizer().learningRate() * schedule.shareAt(step);
        var outcome = network.step(batch(training, indices), learningRate, settings.seed() + SPREAD * step);
        listener.stepped(step + 1, planned, outcome);
    }

    /** For a network that has no teacher. */
    private static TrainingBatch batch(LabelledSet set, int[] indices) {
        return new TrainingBatch(
                Arrays.stream(indices).mapToObj(set::inputs).toList(),
                List.of(),
                Arrays.stream(indices)
                        .mapToObj(index -> Optional.<HardLabel>of(set.hardLabel(index)))
                        .toList());
    }

    /** What is left over after the last full batch waits for the next shuffle: a tiny batch misleads batch statistics. */
    private long stepsPerEpoch(LabelledSet training) {
        return Math.max(1, training.size() / settings.batchSize());
    }
}
