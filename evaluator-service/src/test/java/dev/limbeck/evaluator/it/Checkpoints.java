package dev.limbeck.evaluator.it;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.checkpoint.CheckpointId;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.checkpoint.Position;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.network.safetensors.HostTensor;
import dev.limbeck.network.safetensors.SafeTensors;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes checkpoints of a run's first generation as a student does. */
record Checkpoints(String run, StoreLayout store, String networkDigest) {
    CheckpointAnnounced write(String student, long step, SortedMap<String, HostTensor> weights) throws IOException {
        var lineage = new StudentState.Lineage(networkDigest, Sha256.hex(new byte[0]), "", 1, 1);
        var state = StudentState.initial(run, 1, student, 1, lineage)
                .at(new Position(step, step, new TreeMap<>(), Ledger.empty()));
        var folder = CheckpointFolder.write(
                store.checkpoints(run, 1, student), CheckpointId.at(step, 1).text(), inside -> {
                    SafeTensors.write(inside.resolve(CheckpointFolder.WEIGHTS), weights);
                    SafeTensors.write(inside.resolve(CheckpointFolder.OPTIMIZER), new TreeMap<>());
                    Files.write(inside.resolve(StudentState.FILE), ContractJson.write(state));
                });
        return new CheckpointAnnounced(
                run,
                1,
                student,
                folder.checkpointId(),
                step,
                folder.digest(),
                store.root().relativize(folder.path()).toString(),
                networkDigest,
                OptionalDouble.empty(),
                Instant.now());
    }
}
