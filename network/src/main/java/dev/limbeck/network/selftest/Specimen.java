package dev.limbeck.network.selftest;

import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.signature.Signature;

/**
 * A network to be tried, and what it is to give.
 *
 * @param name as a person would name it: {@code 20 → 16 channels, 3×3} for example
 * @param input pictures of bytes
 * @param batch examples at once
 * @param steps of training, each compared
 * @param optimizer that the steps are taken by
 */
record Specimen(
        String name,
        NetworkFile network,
        Signature input,
        Reference reference,
        int batch,
        int steps,
        OptimizerSpec.Kind optimizer) {

    /** Writes the TorchScript archive. */
    @FunctionalInterface
    interface NetworkFile {
        byte[] bytes();
    }

    /** The same network in plain Java. */
    @FunctionalInterface
    interface Reference {
        /** @return logits {@code [rows, classes]} */
        Plain logits(Tape tape, Weights weights, Plain inputs);
    }
}
