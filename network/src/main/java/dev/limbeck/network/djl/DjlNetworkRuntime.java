package dev.limbeck.network.djl;

import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.engine.Verdict;
import dev.limbeck.network.objective.Objective;
import dev.limbeck.network.safetensors.HostTensor;
import dev.limbeck.network.safetensors.SafeTensors;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Networks as TorchScript archives, run by PyTorch through DJL. */
public final class DjlNetworkRuntime implements NetworkRuntime {

    private final int intraOpThreads;
    private final Arithmetic arithmetic;

    /**
     * Tests the engine, unless this machine has been tested; the engine itself is loaded with the first network.
     *
     * @param intraOpThreads threads of one operation, for the whole process: the first runtime decides
     * @throws dev.limbeck.network.engine.UnsoundEngineException when it computes wrongly here, whatever it may use
     */
    public DjlNetworkRuntime(int intraOpThreads) {
        this(checked(intraOpThreads), verdict(intraOpThreads).arithmetic());
    }

    private DjlNetworkRuntime(int intraOpThreads, Arithmetic arithmetic) {
        this.intraOpThreads = intraOpThreads;
        this.arithmetic = arithmetic;
    }

    private static int checked(int intraOpThreads) {
        if (intraOpThreads < 1) {
            throw new IllegalArgumentException("intraOpThreads is " + intraOpThreads + ", allowed is 1 or more");
        }
        return intraOpThreads;
    }

    /** What the self-test found on this machine, or finds now. Loads no engine into this process. */
    public static Verdict verdict(int intraOpThreads) {
        return PyTorchEngine.verdict(intraOpThreads);
    }

    /** On an engine that nobody has tested: for the test itself. */
    public static DjlNetworkRuntime untested(int intraOpThreads) {
        PyTorchEngine.startUntested(intraOpThreads);
        return new DjlNetworkRuntime(intraOpThreads, new Arithmetic("untested", "untested", "untested", "untested"));
    }

    @Override
    public Arithmetic arithmetic() {
        return arithmetic;
    }

    @Override
    public InferenceNetwork open(Path networkFile, Signature input) {
        return open(networkFile, input, network -> {});
    }

    @Override
    public InferenceNetwork open(Path networkFile, Path weights, Signature input) {
        var values = readWeights(weights);
        return open(networkFile, input, network -> assign(network, values, weights));
    }

    private InferenceNetwork open(Path networkFile, Signature input, Consumer<ScriptedNetwork> prepare) {
        PyTorchEngine.start(intraOpThreads);
        return named(networkFile, () -> {
            TorchScriptArchive archive = TorchScriptArchive.read(networkFile);
            ArtifactMetadata metadata = metadata(archive, networkFile, input);
            return Handover.of(ScriptedNetwork.load(archive, metadata), ScriptedNetwork::close, network -> {
                SoundNetworks.requireInUse(network, archive, metadata);
                prepare.accept(network);
                return new DjlInferenceNetwork(network, metadata);
            });
        });
    }

    @Override
    public TrainableNetwork openTrainable(
            Path networkFile, Signature input, ObjectiveSpec declared, OptimizerSpec optimizer) {
        PyTorchEngine.start(intraOpThreads);
        var objective = Objective.of(input.task(), declared);
        return named(networkFile, () -> {
            TorchScriptArchive archive = TorchScriptArchive.read(networkFile);
            ArtifactMetadata metadata = metadata(archive, networkFile, input);
            SoundNetworks.requireInTraining(archive, metadata, objective, optimizer);
            return Handover.of(
                    ScriptedNetwork.load(archive, metadata, objective),
                    ScriptedNetwork::close,
                    network -> new DjlTrainableNetwork(network, archive, metadata, objective, optimizer));
        });
    }

    @Override
    public void export(Path networkFile, Path weights, ArtifactMetadata metadata, Path target) {
        var values = readWeights(weights);
        var exported = named(networkFile, () -> TorchScriptArchive.read(networkFile)
                .withTensors(values)
                .withExtra(ArtifactMetadata.ENTRY, ContractJson.writePretty(metadata)));
        try {
            exported.writeTo(Files.newOutputStream(target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ArtifactMetadata describe(Path networkFile, Signature input) {
        return named(networkFile, () -> metadata(TorchScriptArchive.read(networkFile), networkFile, input));
    }

    /** Whatever finds fault with a network's inside does not know which file it is. */
    private static <T> T named(Path networkFile, Supplier<T> work) {
        try {
            return work.get();
        } catch (UnusableNetworkException unfit) {
            throw unfit.isNamed() ? unfit : unfit.of(networkFile.toString());
        }
    }

    private static void assign(ScriptedNetwork network, SortedMap<String, HostTensor> values, Path weights) {
        try {
            network.assignTensors(values);
        } catch (IllegalArgumentException unfit) {
            throw new UnusableNetworkException(
                    "does not take the weights of %s: %s".formatted(weights, unfit.getMessage()), unfit);
        }
    }

    private static SortedMap<String, HostTensor> readWeights(Path weights) {
        try {
            return SafeTensors.read(weights);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArtifactMetadata metadata(TorchScriptArchive archive, Path file, Signature input) {
        ArtifactMetadata metadata = archive.extra(ArtifactMetadata.ENTRY)
                .map(DjlNetworkRuntime::readMetadata)
                .orElseGet(() -> undescribed(archive, file, input));
        if (!metadata.signature().isServedAs(input)) {
            throw new UnusableNetworkException("takes %s and gives %s, the run declares %s and %s"
                    .formatted(
                            metadata.signature().shapes(),
                            metadata.signature().task().outputs(),
                            input.shapes(),
                            input.task().outputs()));
        }
        return metadata;
    }

    private static ArtifactMetadata readMetadata(byte[] json) {
        try {
            return ContractJson.read(json, ArtifactMetadata.class);
        } catch (UncheckedIOException malformed) {
            throw new UnusableNetworkException(
                    "has an extra/%s that cannot be read: %s".formatted(ArtifactMetadata.ENTRY, malformed.getMessage()),
                    malformed);
        }
    }

    /** A brought file that says nothing of itself is what the run declares it to be. */
    private static ArtifactMetadata undescribed(TorchScriptArchive archive, Path file, Signature input) {
        return new ArtifactMetadata(String.valueOf(file.getFileName()), input, archive.parameterCount(), Map.of());
    }
}
