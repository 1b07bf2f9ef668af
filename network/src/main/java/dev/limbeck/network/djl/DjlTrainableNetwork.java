package dev.limbeck.network.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.network.NetworkRaisedException;
import dev.limbeck.network.NetworkState;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.objective.Objective;
import dev.limbeck.network.safetensors.HostTensor;
import dev.limbeck.network.torchscript.PyTorchReason;
import dev.limbeck.network.torchscript.StepProgram;
import dev.limbeck.network.torchscript.StepSettings;
import dev.limbeck.network.torchscript.StepSettings.Setting;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Trains by one call into PyTorch a step; the script is {@code training_step.py}. */
final class DjlTrainableNetwork implements TrainableNetwork {
    /** PyTorch has one random generator a process: steps that draw from it must not overlap. */
    static final Object RANDOM_GENERATOR = new Object();

    private static final String UPDATES = "updates";
    private static final String FIRST = "first.";
    private static final String SECOND = "second.";

    private final ScriptedNetwork network;
    private final ArtifactMetadata metadata;
    private final Objective objective;
    private final StepProgram program;
    private final OptimizerSpec optimizer;
    private final boolean drawsRandomNumbers;
    /** DJL thaws every parameter that it loads. */
    private final Map<String, NDArray> thawed = new LinkedHashMap<>();

    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final Map<String, NDArray> firstMoments = new LinkedHashMap<>();
    private final Map<String, NDArray> secondMoments = new LinkedHashMap<>();
    private final SavedBuffers buffers;
    private final int smallestBatch;
    private final BatchTensors tensors;
    private long updates;

    /** @throws UnusableNetworkException when the archive has no parameter that is not frozen */
    DjlTrainableNetwork(
            ScriptedNetwork network,
            TorchScriptArchive archive,
            ArtifactMetadata metadata,
            Objective objective,
            OptimizerSpec optimizer) {
        this.network = network;
        this.metadata = metadata;
        this.objective = objective;
        this.program = network.program();
        this.optimizer = optimizer;
        this.tensors = new BatchTensors(metadata.signature().task());
        this.drawsRandomNumbers = archive.drawsRandomNumbers();
        network.tensors().forEach((name, tensor) -> {
            if (tensor.hasGradient()) {
                thawed.put(name, tensor);
            }
        });
        var trained = new TreeSet<>(archive.trainedTensors());
        trained.retainAll(thawed.keySet());
        if (trained.isEmpty()) {
            throw new UnusableNetworkException("has no parameter that requires a gradient, so nothing can be trained; "
                    + "export it without torch.jit.freeze, with requires_grad_(True) on what is to be trained");
        }
        train(trained);
        network.script().trainingMode(true);
        buffers = new SavedBuffers(network);
        smallestBatch = SmallestBatch.of(this);
    }

    private void train(Set<String> names) {
        parameters.clear();
        thawed.forEach((name, tensor) -> {
            if (names.contains(name)) {
                parameters.put(name, tensor);
            }
        });
        NDManager manager = network.script().manager();
        firstMoments.clear();
        secondMoments.clear();
        parameters.forEach((name, parameter) -> {
            firstMoments.put(name, manager.zeros(parameter.getShape(), parameter.getDataType()));
            secondMoments.put(name, manager.zeros(parameter.getShape(), parameter.getDataType()));
        });
        adopt();
    }

    /** Once, not with every step: there they would be most of what crosses into PyTorch. */
    private void adopt() {
        var lists = new NDList();
        lists.addAll(Arguments.list("parameters", parameters.values()));
        lists.addAll(Arguments.list("first", firstMoments.values()));
        lists.addAll(Arguments.list("second", secondMoments.values()));
        network.script().call("adopt", false, lists).close();
    }

    @Override
    public ArtifactMetadata metadata() {
        return metadata;
    }

    @Override
    public String stepProgram() {
        return program.digest();
    }

    @Override
    public int smallestBatch() {
        return smallestBatch;
    }

    @Override
    public StepOutcome step(TrainingBatch batch, double learningRate, long seed) {
        StepOutcome outcome = call(batch, settings(batch, learningRate, false), seed);
        if (outcome.finite()) {
            updates++;
        }
        return outcome;
    }

    @Override
    public boolean isFinite(TrainingBatch batch, long seed) {
        try {
            return lookAt(batch, seed).finite();
        } catch (NetworkRaisedException raised) {
            return false;
        }
    }

    /** What a step on the batch would be. Changes nothing. */
    StepOutcome lookAt(TrainingBatch batch, long seed) {
        return call(batch, settings(batch, 0, true), seed);
    }

    /** What a step on the batch would be with batch statistics and dropout as in use. Changes nothing. */
    StepOutcome lookAtInUse(TrainingBatch batch, long seed) {
        network.script().trainingMode(false);
        try {
            return lookAt(batch, seed);
        } finally {
            network.script().trainingMode(true);
        }
    }

    private StepOutcome call(TrainingBatch batch, double[] settings, long seed) {
        if (!drawsRandomNumbers) {
            return call(batch, settings);
        }
        synchronized (RANDOM_GENERATOR) {
            PyTorchEngine.seed(seed);
            return call(batch, settings);
        }
    }

    private StepOutcome call(TrainingBatch batch, double[] settings) {
        if (objective.softTargetWeight() > 0 && batch.teacherLogits().isEmpty()) {
            throw new IllegalArgumentException(
                    "softTargetWeight is " + objective.softTargetWeight() + ", but the batch has no teacher logits");
        }
        try (NDManager scope = network.script().manager().newSubManager()) {
            NDList arguments = network.inputs(scope, batch.inputs());
            program.tensors().forEach(tensor -> arguments.add(tensors.of(tensor, scope, batch)));
            arguments.add(scope.create(settings));
            buffers.save();
            double[] given = network.script().call("step", true, arguments).toDoubleArray();
            return program.outcome(given, isLabelled(batch));
        } catch (EngineException raised) {
            buffers.putBack();
            throw new NetworkRaisedException(PyTorchReason.of(raised), raised);
        }
    }

    private static boolean isLabelled(TrainingBatch batch) {
        return batch.hardLabels().stream().anyMatch(Optional::isPresent);
    }

    private double[] settings(TrainingBatch batch, double learningRate, boolean probe) {
        return program.numbers(new StepSettings()
                .with(Setting.LEARNING_RATE, learningRate)
                .with(Setting.GRADIENT_CLIP, optimizer.gradientClip())
                .with(Setting.WEIGHT_DECAY, optimizer.weightDecay())
                .with(Setting.MOMENTUM, optimizer.momentum())
                .with(Setting.UPDATE, updates + 1.0)
                .with(Setting.ADAM, optimizer.kind() == OptimizerSpec.Kind.ADAM)
                .with(Setting.PROBE, probe)
                .with(Setting.SOFT_TARGET_WEIGHT_FACTOR, batch.softTargetWeightFactor())
                .with(Setting.LABELLED, isLabelled(batch)));
    }

    @Override
    public List<Output> outputs(List<Inputs> inputs) {
        network.script().trainingMode(false);
        try {
            return network.outputs(inputs);
        } finally {
            network.script().trainingMode(true);
        }
    }

    @Override
    public NetworkState state() {
        var optimizerState = new TreeMap<String, HostTensor>();
        firstMoments.forEach((name, moment) -> optimizerState.put(FIRST + name, HostTensors.copyOf(moment)));
        secondMoments.forEach((name, moment) -> optimizerState.put(SECOND + name, HostTensors.copyOf(moment)));
        var count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        optimizerState.put(
                UPDATES, new HostTensor("I64", List.of(), count.putLong(updates).flip()));
        return new NetworkState(network.copyTensors(), optimizerState);
    }

    @Override
    public void restore(NetworkState state) {
        var moments = new TreeMap<>(state.optimizer());
        HostTensor count = moments.remove(UPDATES);
        if (count == null) {
            throw new IllegalArgumentException("the optimizer state has no " + UPDATES);
        }
        var trained = moments.keySet().stream()
                .filter(name -> name.startsWith(FIRST))
                .map(name -> name.substring(FIRST.length()))
                .collect(Collectors.toSet());
        if (!trained.equals(parameters.keySet()) && trained.equals(thawed.keySet())) {
            train(trained); // It began when frozen parameters were trained, and goes on as it began.
        }
        var targets = new TreeMap<String, NDArray>();
        firstMoments.forEach((name, moment) -> targets.put(FIRST + name, moment));
        secondMoments.forEach((name, moment) -> targets.put(SECOND + name, moment));
        network.assignTensors(state.weights());
        network.assign(targets, moments);
        updates = Objects.requireNonNull(count).values().getLong();
    }

    @Override
    public void close() {
        network.close();
    }
}
