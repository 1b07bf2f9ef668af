package dev.limbeck.dataset;

import java.util.List;

/** The arithmetic of an example's shape. */
final class ExampleShape {

    private ExampleShape() {}

    /** How many bytes one example has. */
    static int length(List<Integer> shape) {
        if (shape.isEmpty() || shape.stream().anyMatch(dimension -> dimension < 1)) {
            throw new IllegalArgumentException(
                    "exampleShape is %s; allowed: one or more dimensions of at least 1".formatted(shape));
        }
        try {
            return shape.stream().reduce(1, Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "exampleShape is %s; allowed: at most %d bytes".formatted(shape, Integer.MAX_VALUE), e);
        }
    }
}
