package dev.limbeck.student.service;

import dev.limbeck.contract.run.RunSpec;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.signature.InputDeclaration;

/**
 * Bytes of the heap that a student takes at least, once its stream has filled all it keeps. Records of unequal length are
 * taken to be as long as they may be, and quantities to come as single bytes: as wider types they take more.
 *
 * @param window of deduplication, and its copy while a checkpoint is written
 * @param replay all that is kept to be seen again
 * @param batch one mini-batch
 * @param checkpoint the copy of weights and optimizer while it is written
 */
record HeapNeed(long window, long replay, long batch, long checkpoint) {
    private static final long MEBIBYTE = 1 << 20;
    /** An entry in the ring, in the hash table at its fullest and at its emptiest on average, and in the copy. */
    private static final long SEEN_BYTES = 24 + 32 + 24;
    /** An example's objects beside its values. */
    private static final long EXAMPLE_BYTES = 300;
    /** Weights and both moments, in single precision. */
    private static final long PARAMETER_BYTES = 12;

    /** @param partitions of the topic that the student learns from */
    static HeapNeed of(RunSpec run, StudentSpec student, int partitions, long parameters) {
        long example = EXAMPLE_BYTES
                + run.signature().inputs().values().stream()
                        .mapToLong(InputDeclaration::leastBytes)
                        .sum()
                + (long) Float.BYTES * run.signature().task().width();
        return new HeapNeed(
                SEEN_BYTES * run.deduplication().window() * partitions,
                example * student.replay().capacity(),
                example * run.batching().size(),
                PARAMETER_BYTES * parameters);
    }

    long total() {
        return window + replay + batch + checkpoint;
    }

    /** Half a sentence. */
    @Override
    public String toString() {
        return "at least %d MiB (deduplication.window %d, replay.capacity %d, batching.size %d, checkpoints %d)"
                .formatted(
                        total() / MEBIBYTE,
                        window / MEBIBYTE,
                        replay / MEBIBYTE,
                        batch / MEBIBYTE,
                        checkpoint / MEBIBYTE);
    }
}
