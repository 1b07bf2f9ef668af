package dev.limbeck.network.djl;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.network.EngineFaultException;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.torchscript.ExportAdvice;
import dev.limbeck.network.torchscript.PyTorchReason;
import dev.limbeck.network.torchscript.TorchScriptArchive;

/** Says why a network is not taken, each in one sentence. */
final class Refusals {
    private Refusals() {}

    /** PyTorch does not load or run it. */
    static UnusableNetworkException byPyTorch(
            RuntimeException failure, TorchScriptArchive archive, ArtifactMetadata metadata) {
        String reason = PyTorchReason.of(failure);
        return byPyTorch(failure, ExportAdvice.on(reason, archive, metadata.signature()), metadata);
    }

    static UnusableNetworkException byPyTorch(RuntimeException failure, String advice, ArtifactMetadata metadata) {
        return new UnusableNetworkException(
                "cannot be used for inputs %s and %s: PyTorch says \"%s\"; %s"
                        .formatted(
                                metadata.signature().shapes(),
                                metadata.signature().task().outputs(),
                                PyTorchReason.of(failure),
                                advice),
                failure);
    }

    /** What is not finite among others and finite alone. */
    static EngineFaultException engineFault(String what, Object among, int batch, Object alone) {
        return new EngineFaultException(
                "PyTorch computes wrongly on this machine: for one record it gives %s %s among %d, and %s alone"
                        .formatted(what, among, batch, alone));
    }
}
