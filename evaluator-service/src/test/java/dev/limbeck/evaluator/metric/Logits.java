package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.record.ClassScores;

/** Examples for the metrics' tests. */
final class Logits {
    private Logits() {}

    /** Two classes, the second with this probability. */
    static ClassScores binary(double probabilityOfOne) {
        return ClassScores.copyOf(0, (float) Math.log(probabilityOfOne / (1 - probabilityOfOne)));
    }

    static ClassScores certainOf(int classIndex, int classes) {
        float[] values = new float[classes];
        values[classIndex] = 60;
        return ClassScores.takeOwnershipOf(values);
    }
}
