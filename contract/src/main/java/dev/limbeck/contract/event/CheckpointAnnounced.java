package dev.limbeck.contract.event;

import dev.limbeck.contract.json.Kept;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A student wrote a checkpoint; it stands whole in the store before this is said.
 *
 * @param digest SHA-256 of the manifest: the same digest is the same checkpoint
 * @param location of the checkpoint's folder, relative to the store's root
 * @param networkDigest SHA-256 of the network file the weights belong to
 * @param trainingLoss mean objective of the steps since the checkpoint before; absent where there were none
 */
@Kept("an announcement of a checkpoint")
public record CheckpointAnnounced(
        String run,
        int generation,
        String student,
        String checkpointId,
        long step,
        String digest,
        String location,
        String networkDigest,
        OptionalDouble trainingLoss,
        Instant announcedAt) {

    /** Key on the topic. */
    public String key() {
        return run + "/" + student;
    }
}
