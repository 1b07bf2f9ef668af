package dev.limbeck.network.djl;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.network.objective.Objective;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tries each network once in the life of the process: what it depends on does not change in between. */
final class SoundNetworks {
    private static final Set<Object> SOUND = ConcurrentHashMap.newKeySet();

    private record InUse(String digest, ArtifactMetadata metadata) {}

    private record InTraining(String digest, ArtifactMetadata metadata, Objective objective, OptimizerSpec optimizer) {}

    private SoundNetworks() {}

    /** @param network the archive's, with its own weights */
    static void requireInUse(ScriptedNetwork network, TorchScriptArchive archive, ArtifactMetadata metadata) {
        once(new InUse(archive.digest(), metadata), archive, () -> new UseProbe(network, archive, metadata).require());
    }

    static void requireInTraining(
            TorchScriptArchive archive, ArtifactMetadata metadata, Objective objective, OptimizerSpec optimizer) {
        once(
                new InTraining(archive.digest(), metadata, objective, optimizer),
                archive,
                () -> TrainingProbe.require(archive, metadata, objective, optimizer));
    }

    private static void once(Object network, TorchScriptArchive archive, Runnable probe) {
        if (SOUND.contains(network)) {
            return;
        }
        if (archive.drawsRandomNumbers()) {
            synchronized (DjlTrainableNetwork.RANDOM_GENERATOR) { // not between another's seed and its step
                probe.run();
            }
        } else {
            probe.run();
        }
        SOUND.add(network);
    }
}
