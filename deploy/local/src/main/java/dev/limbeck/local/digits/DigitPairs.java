package dev.limbeck.local.digits;

import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfLabels;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.dataset.LabelledExample;
import java.util.List;
import java.util.TreeSet;

/**
 * Two digits side by side in one picture, without end. Right is each class that occurs: one label or two of ten.
 *
 * @param digits of which each two neighbours are a pair
 */
public record DigitPairs(DigitGenerator digits) {
    private static final Shape SHAPE = Shape.of(1, Digit.SIDE, 2 * Digit.SIDE);

    public LabelledExample pair(long index) {
        var left = digits.digit(2 * index);
        var right = digits.digit(2 * index + 1);
        return new LabelledExample(
                Inputs.of(Tensor.ofBytes(SHAPE, sideBySide(left.pixels(), right.pixels()))),
                new OfLabels(new TreeSet<>(List.of(left.label(), right.label()))));
    }

    private static byte[] sideBySide(byte[] left, byte[] right) {
        byte[] both = new byte[2 * Digit.PIXELS];
        for (int row = 0; row < Digit.SIDE; row++) {
            System.arraycopy(left, row * Digit.SIDE, both, 2 * row * Digit.SIDE, Digit.SIDE);
            System.arraycopy(right, row * Digit.SIDE, both, (2 * row + 1) * Digit.SIDE, Digit.SIDE);
        }
        return both;
    }
}
