package dev.limbeck.contract.checkpoint;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything of a student that is not a tensor, as {@value #FILE} of a checkpoint. The learning rate and every step's
 * random numbers follow from seed and step, so there is no random state to keep.
 *
 * @param generation of the run, the first is 1
 * @param seed of the initial weights and, with the step, of every step's random numbers
 * @param stepLogOffset offset in the step log from which entries may be newer than this state
 * @param seen the deduplication window: per partition, offset, id hash and payload hash of recent records, packed as
 *     big-endian 64-bit numbers in base64
 */
public record StudentState(
        String run,
        int generation,
        String student,
        long seed,
        Position position,
        Lineage lineage,
        long stepLogOffset,
        SortedMap<Integer, String> seen) {
    public static final String FILE = "state.json";

    public StudentState {
        seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
    }

    /** A student that has seen nothing yet. */
    public static StudentState initial(String run, int generation, String student, long seed, Lineage lineage) {
        return new StudentState(run, generation, student, seed, Position.START, lineage, 0, new TreeMap<>());
    }

    public StudentState at(Position newPosition) {
        return new StudentState(run, generation, student, seed, newPosition, lineage, stepLogOffset, seen);
    }

    public StudentState from(Lineage newLineage) {
        return new StudentState(run, generation, student, seed, position, newLineage, stepLogOffset, seen);
    }

    public StudentState with(long newStepLogOffset, SortedMap<Integer, String> newSeen) {
        return new StudentState(run, generation, student, seed, position, lineage, newStepLogOffset, newSeen);
    }

    /** Whether no step was taken since its parent, or since the beginning: then the network is the same. */
    public boolean hasNetworkOfParent() {
        String parent = lineage.parent();
        long before = parent.isEmpty() ? 0 : new CheckpointFolder(Path.of(parent)).step();
        return position.step() == before;
    }

    /**
     * Where weights come from.
     *
     * @param networkDigest SHA-256 of the network file they belong to
     * @param configurationDigest SHA-256 of the student's declaration
     * @param parent checkpoint they were trained on from; empty for the first
     * @param writer number of the process that wrote them, by the step log
     * @param threads threads of one tensor operation: with another number the same steps give other weights
     */
    public record Lineage(String networkDigest, String configurationDigest, String parent, int writer, int threads) {
        public Lineage childOf(String newParent) {
            return new Lineage(networkDigest, configurationDigest, newParent, writer, threads);
        }

        public Lineage writtenBy(int newWriter) {
            return new Lineage(networkDigest, configurationDigest, parent, newWriter, threads);
        }
    }
}
