package dev.limbeck.network.djl;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.InputSpec;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.safetensors.SafeTensors;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Networks as TorchScript archives, run by PyTorch through DJL. */
public final class DjlNetworkRuntime implements NetworkRuntime {

    /** @param intraOpThreads threads of one operation, for the whole process: the first runtime decides */
    public DjlNetworkRuntime(int intraOpThreads) {
        if (intraOpThreads < 1) {
            throw new IllegalArgumentException("intraOpThreads is " + intraOpThreads + ", allowed is 1 or more");
        }
        PyTorchEngine.start(intraOpThreads);
    }

    @Override
    public InferenceNetwork open(Path networkFile, InputSpec input) {
        TorchScriptArchive archive = TorchScriptArchive.read(networkFile);
        ArtifactMetadata metadata = metadata(archive, networkFile, input);
        return new DjlInferenceNetwork(ScriptedNetwork.load(archive, metadata, false), metadata);
    }

    @Override
    public InferenceNetwork open(Path networkFile, Path weights, InputSpec input) {
        TorchScriptArchive archive = TorchScriptArchive.read(networkFile);
        ArtifactMetadata metadata = metadata(archive, networkFile, input);
        ScriptedNetwork network = ScriptedNetwork.load(archive, metadata, false);
        assign(network, weights);
        return new DjlInferenceNetwork(network, metadata);
    }

    @Override
    public TrainableNetwork openTrainable(
            Path networkFile, InputSpec input, ObjectiveSpec objective, OptimizerSpec optimizer) {
        TorchScriptArchive archive = TorchScriptArchive.read(networkFile);
        ArtifactMetadata metadata = metadata(archive, networkFile, input);
        ScriptedNetwork network = ScriptedNetwork.load(archive, metadata, true);
        return new DjlTrainableNetwork(network, metadata, objective, optimizer, archive.drawsRandomNumbers());
    }

    @Override
    public void export(Path networkFile, Path weights, ArtifactMetadata metadata, Path target) {
        var bytes = new ByteArrayOutputStream();
        try (var plain = PlainNetwork.load(TorchScriptArchive.read(networkFile))) {
            plain.assign(readWeights(weights));
            plain.save(bytes);
        }
        try {
            Path unmarked = Files.createTempFile("limbeck-export-", ".pt");
            try {
                Files.write(unmarked, bytes.toByteArray());
                var archive = TorchScriptArchive.read(unmarked)
                        .withExtra(ArtifactMetadata.ENTRY, ContractJson.writePretty(metadata));
                Files.write(target, archive.toBytes());
            } finally {
                Files.delete(unmarked);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ArtifactMetadata describe(Path networkFile, InputSpec input) {
        return metadata(TorchScriptArchive.read(networkFile), networkFile, input);
    }

    private static void assign(ScriptedNetwork network, Path weights) {
        try {
            network.assignTensors(readWeights(weights));
        } catch (IllegalArgumentException unfit) {
            network.close();
            throw new UnusableNetworkException(weights + ": " + unfit.getMessage(), unfit);
        }
    }

    private static java.util.SortedMap<String, dev.limbeck.network.safetensors.HostTensor> readWeights(Path weights) {
        try {
            return SafeTensors.read(weights);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArtifactMetadata metadata(TorchScriptArchive archive, Path file, InputSpec input) {
        ArtifactMetadata metadata = archive.extra(ArtifactMetadata.ENTRY)
                .map(json -> ContractJson.read(json, ArtifactMetadata.class))
                .orElseGet(() -> undescribed(archive, file, input));
        if (!metadata.signature().equals(input.signature())) {
            throw new UnusableNetworkException("%s takes %s and tells %d classes apart, the run declares %s and %d"
                    .formatted(file, metadata.inputShape(), metadata.classes(), input.shape(), input.classes()));
        }
        return metadata;
    }

    /** A brought file that says nothing of itself is what the run declares it to be. */
    private static ArtifactMetadata undescribed(TorchScriptArchive archive, Path file, InputSpec input) {
        try (var plain = PlainNetwork.load(archive)) {
            return new ArtifactMetadata(
                    ArtifactMetadata.FORMAT,
                    String.valueOf(file.getFileName()),
                    input.shape(),
                    input.classes(),
                    input.normalisation(),
                    plain.parameterCount(),
                    Map.of());
        }
    }
}
