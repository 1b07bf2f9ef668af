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
import dev.limbeck.network.engine.Verdict;
import dev.limbeck.network.safetensors.HostTensor;
import dev.limbeck.network.safetensors.SafeTensors;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;

/** Networks as TorchScript archives, run by PyTorch through DJL. */
public final class DjlNetworkRuntime implements NetworkRuntime {

    /** @param intraOpThreads threads of one operation, for the whole process: the first runtime decides */
    public DjlNetworkRuntime(int intraOpThreads) {
        this();
        if (intraOpThreads < 1) {
            throw new IllegalArgumentException("intraOpThreads is " + intraOpThreads + ", allowed is 1 or more");
        }
        PyTorchEngine.start(intraOpThreads);
    }

    private DjlNetworkRuntime() {}

    /** What the self-test found on this machine, or finds now. Loads no engine into this process. */
    public static Verdict verdict(int intraOpThreads) {
        return PyTorchEngine.verdict(intraOpThreads);
    }

    /** On an engine that nobody has tested: for the test itself. */
    public static DjlNetworkRuntime untested(int intraOpThreads) {
        PyTorchEngine.startUntested(intraOpThreads);
        return new DjlNetworkRuntime();
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
        byte[] exported = TorchScriptArchive.read(networkFile)
                .withTensors(readWeights(weights))
                .withExtra(ArtifactMetadata.ENTRY, ContractJson.writePretty(metadata))
                .toBytes();
        try {
            Files.write(target, exported);
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

    private static SortedMap<String, HostTensor> readWeights(Path weights) {
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
        return new ArtifactMetadata(
                ArtifactMetadata.FORMAT,
                String.valueOf(file.getFileName()),
                input.shape(),
                input.classes(),
                input.normalisation(),
                archive.parameterCount(),
                Map.of());
    }
}
