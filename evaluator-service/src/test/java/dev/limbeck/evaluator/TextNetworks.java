package dev.limbeck.evaluator;

import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.UnsoundNetworkException;
import dev.limbeck.network.UnusableNetworkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Networks whose weights are a number: of ten examples, so many are answered right. {@code NaN} answers NaN. */
public final class TextNetworks implements NetworkRuntime {
    public int opened;
    public final Set<Path> unusable = new HashSet<>();
    /** Whether this machine gives a record other logits in a batch than alone. */
    public boolean unsound;

    @Override
    public Arithmetic arithmetic() {
        return new Arithmetic("text", "none", "none", "any");
    }

    @Override
    public InferenceNetwork open(Path networkFile, Signature input) {
        opened++;
        if (unusable.contains(networkFile)) {
            throw new UnusableNetworkException(networkFile + " is said to be unusable");
        }
        return network(read(networkFile), describe(networkFile, input));
    }

    @Override
    public InferenceNetwork open(Path networkFile, Path weights, Signature input) {
        opened++;
        if (unsound) {
            throw new UnsoundNetworkException("gives a record other logits in a batch of 8 than alone");
        }
        return network(read(weights), describe(networkFile, input));
    }

    @Override
    public TrainableNetwork openTrainable(
            Path networkFile, Signature input, ObjectiveSpec objective, OptimizerSpec optimizer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void export(Path networkFile, Path weights, ArtifactMetadata metadata, Path target) {
        try {
            Files.copy(weights, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ArtifactMetadata describe(Path networkFile, Signature input) {
        return new ArtifactMetadata("text", input, 1, Map.of());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InferenceNetwork network(String weights, ArtifactMetadata metadata) {
        return new InferenceNetwork() {
            @Override
            public ArtifactMetadata metadata() {
                return metadata;
            }

            @Override
            public List<Output> outputs(List<Inputs> inputs) {
                return inputs.stream().map(input -> answer(weights, input)).toList();
            }

            @Override
            public void close() {}
        };
    }

    private static Output answer(String weights, Inputs inputs) {
        if (weights.equals("NaN")) {
            return Output.copyOf(Float.NaN, 0, 0);
        }
        var input = inputs.only();
        int label = input.values().get(0);
        boolean right = input.values().get(1) < Integer.parseInt(weights);
        return Examples.logits(right ? label : (label + 1) % Examples.CLASSES);
    }
}
