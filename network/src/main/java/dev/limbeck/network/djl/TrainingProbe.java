package dev.limbeck.network.djl;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.network.EngineFaultException;
import dev.limbeck.network.NetworkRaisedException;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.UnsoundNetworkException;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.objective.Objective;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Tries a network as it will be trained, on a copy that nobody trains on. In training, a network may well mix the records
 * of a batch, as batch norm does, or draw, as dropout does: there a step has to repeat itself and to be finite. With batch
 * statistics as in use, a record and a batch of nothing but that record have one and the same loss and gradient.
 */
final class TrainingProbe {
    private static final long SEED = 1;

    private final DjlTrainableNetwork copy;
    private final TorchScriptArchive archive;
    private final ArtifactMetadata metadata;
    private final Objective objective;

    private TrainingProbe(
            DjlTrainableNetwork copy, TorchScriptArchive archive, ArtifactMetadata metadata, Objective objective) {
        this.copy = copy;
        this.archive = archive;
        this.metadata = metadata;
        this.objective = objective;
    }

    /**
     * @throws UnusableNetworkException when a step cannot be made, or is not finite whatever it is made on
     * @throws UnsoundNetworkException when loss or gradient are not what they have to be
     * @throws EngineFaultException when they are finite for a record and not for a batch of it
     */
    static void require(
            TorchScriptArchive archive, ArtifactMetadata metadata, Objective objective, OptimizerSpec optimizer) {
        try (var network = ScriptedNetwork.load(archive, metadata, objective)) {
            List<Inputs> inputs = new UseProbe(network, archive, metadata).require();
            var copy = new DjlTrainableNetwork(network, archive, metadata, objective, optimizer);
            new TrainingProbe(copy, archive, metadata, objective).require(inputs, optimizer.learningRate());
        }
    }

    private void require(List<Inputs> inputs, double learningRate) {
        var batch = batch(inputs);
        try {
            var one = copies(batch, 1);
            StepOutcome alone = copy.lookAtInUse(one, SEED);
            if (!drawsInUse(one, alone)) {
                requireEqual(
                        copy.lookAtInUse(copies(batch, inputs.size()), SEED),
                        alone,
                        "for %d copies of a record and for it alone".formatted(inputs.size()));
            }
            StepOutcome first = copy.lookAt(batch, SEED);
            requireFinite(first, alone, inputs.size());
            requireEqual(copy.lookAt(batch, SEED), first, "for the same step twice");
            copy.step(batch, learningRate, SEED);
        } catch (NetworkRaisedException refused) {
            throw Refusals.byPyTorch(refused, archive, metadata);
        }
    }

    /** Of its first example. */
    private static TrainingBatch copies(TrainingBatch batch, int count) {
        return new TrainingBatch(
                Collections.nCopies(count, batch.inputs().get(0)),
                batch.teacherLogits().isEmpty()
                        ? List.of()
                        : Collections.nCopies(count, batch.teacherLogits().get(0)),
                Collections.nCopies(count, batch.hardLabels().get(0)));
    }

    private boolean drawsInUse(TrainingBatch one, StepOutcome outcome) {
        return archive.drawsRandomNumbers() && !copy.lookAtInUse(one, SEED + 1).equals(outcome);
    }

    private static void requireFinite(StepOutcome together, StepOutcome alone, int batch) {
        if (!together.finite() && alone.finite()) {
            throw Refusals.engineFault("a training step's", together, batch, alone);
        }
        if (!together.finite()) {
            throw new UnusableNetworkException(
                    "cannot be trained: on ordinary inputs its first step has the loss %s and the gradient norm %s; are its weights whole?"
                            .formatted(together.loss(), together.gradientNorm()));
        }
    }

    private static void requireEqual(StepOutcome one, StepOutcome other, String what) {
        if (other.finite() && !one.finite()) {
            throw new EngineFaultException(
                    "PyTorch computes wrongly on this machine: %s it gives %s and %s".formatted(what, one, other));
        }
        requireWithin(one.loss(), other.loss(), Agreement.allowedLoss(other.loss()), "losses", what);
        requireWithin(
                one.gradientNorm(),
                other.gradientNorm(),
                Agreement.allowedGradient(other.gradientNorm()),
                "gradient norms",
                what);
    }

    private static void requireWithin(double one, double other, double allowed, String name, String what) {
        if (!Agreement.within(one, other, allowed)) {
            throw new UnsoundNetworkException(
                    "cannot be trained: %s it has the %s %s and %s, allowed is a difference of %s; PyTorch computes wrongly on this machine"
                            .formatted(what, name, one, other, (float) allowed));
        }
    }

    /** With a teacher's outputs where the objective looks at them, and hard labels for every second record, or for all. */
    private TrainingBatch batch(List<Inputs> inputs) {
        boolean taught = objective.softTargetWeight() > 0;
        var task = metadata.signature().task();
        var random = new SplittableRandom(SEED);
        var logits = new ArrayList<Output>();
        var labels = new ArrayList<Optional<HardLabel>>();
        for (int i = 0; i < inputs.size(); i++) {
            float[] scores = new float[task.width()];
            for (int c = 0; c < scores.length; c++) {
                scores[c] = (float) random.nextDouble(-3, 3);
            }
            if (taught) {
                logits.add(Output.takeOwnershipOf(scores));
            }
            labels.add(taught && i % 2 == 1 ? Optional.empty() : Optional.of(task.invented(i)));
        }
        return new TrainingBatch(inputs, logits, labels);
    }
}
