package dev.limbeck.dataset;

import java.util.List;
import java.util.SplittableRandom;

/** Small sets to test with. */
final class Examples {

    private Examples() {}

    /** Seeded random images of 3 x 4 pixels; labels go round from 0 to 4. */
    static LabelledImages images(int count) {
        byte[] inputs = new byte[count * 12];
        new SplittableRandom(count).nextBytes(inputs);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 5);
        }
        return LabelledImages.takeOwnershipOf(List.of(1, 3, 4), inputs, labels);
    }
}
