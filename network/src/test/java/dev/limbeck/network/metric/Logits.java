package dev.limbeck.network.metric;

import dev.limbeck.contract.record.Output;

/** Examples for the metrics' tests. */
final class Logits {
    private Logits() {}

    /** Two classes, the second with this probability. */
    static Output binary(double probabilityOfOne) {
        return Output.copyOf(0, (float) Math.log(probabilityOfOne / (1 - probabilityOfOne)));
    }

    static Output certainOf(int classIndex, int classes) {
        float[] values = new float[classes];
        values[classIndex] = 60;
        return Output.takeOwnershipOf(values);
    }
}
