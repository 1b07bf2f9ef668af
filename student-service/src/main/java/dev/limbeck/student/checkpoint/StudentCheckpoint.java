package dev.limbeck.student.checkpoint;

import dev.limbeck.contract.checkpoint.CheckpointId;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.network.NetworkState;
import dev.limbeck.student.replay.ReplayBuffer;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All of a student at one step: what it takes to go on from there as if nothing had happened.
 *
 * @param seen the deduplication window, packed
 */
public record StudentCheckpoint(
        StudentState state, NetworkState network, ReplayBuffer.Contents replay, SortedMap<Integer, ByteBuffer> seen) {
    public StudentCheckpoint {
        seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
    }

    /** The same, knowing where in the step log the entries begin that it has not. */
    public StudentCheckpoint loggedUpTo(long stepLogOffset) {
        return new StudentCheckpoint(state.loggedUpTo(stepLogOffset), network, replay, seen);
    }

    public String checkpointId() {
        String parent = state.lineage().parent();
        long step = state.position().step();
        int writer = state.lineage().writer();
        String id = CheckpointId.at(step, writer).text();
        return parent.startsWith(id)
                ? CheckpointId.at(step, writer, state.position().batches()).text()
                : id;
    }
}
