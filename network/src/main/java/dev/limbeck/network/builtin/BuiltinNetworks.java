package dev.limbeck.network.builtin;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import java.util.Map;

/** Authors the networks that a run spec can name, as the same kind of file that anybody may bring. */
public final class BuiltinNetworks {
    private static final String PREFIX = "builtin:";

    private BuiltinNetworks() {}

    public static boolean isBuiltin(String network) {
        return network.startsWith(PREFIX);
    }

    /**
     * The file of a built-in network with fresh weights; equal arguments give equal bytes.
     *
     * @param network {@code builtin:cnn-8} for example
     * @param seed of the initial weights
     * @throws UnusableNetworkException when no network has this name or it cannot take such inputs
     */
    public static byte[] author(String network, Signature input, long seed) {
        if (!isBuiltin(network)) {
            throw new IllegalArgumentException("network is %s, which is no %s…".formatted(network, PREFIX));
        }
        var layers = new LayerWriter(seed);
        try {
            Architecture.parse(network.substring(PREFIX.length()))
                    .orElseThrow(() -> unknown(network))
                    .write(layers, input);
        } catch (IllegalArgumentException unfit) {
            throw new UnusableNetworkException("cannot be made: " + unfit.getMessage(), unfit).of(network);
        }
        TorchScriptArchive archive = layers.toModule().toArchive();
        var metadata =
                new ArtifactMetadata(network, input, layers.parameterCount(), Map.of("seed", String.valueOf(seed)));
        return archive.withExtra(ArtifactMetadata.ENTRY, ContractJson.writePretty(metadata))
                .toBytes();
    }

    private static UnusableNetworkException unknown(String network) {
        return new UnusableNetworkException("is no built-in network%s; allowed are %s"
                        .formatted(
                                Architecture.nearest(network.substring(PREFIX.length()))
                                        .map(nearest -> ", did you mean " + PREFIX + nearest + "?")
                                        .orElse(""),
                                Architecture.FORMS))
                .of(network);
    }
}
