package dev.limbeck.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The extent of a tensor in each dimension, outermost first, without the batch dimension. */
public record Shape(List<Integer> dimensions) {
    /** More dimensions than any network we know takes; a bound so that hostile input stays cheap. */
    public static final int MAX_RANK = 8;

    /**
     * @throws IllegalArgumentException when a dimension is not positive, there are none or more than
     *     {@value #MAX_RANK}, or their product overflows an {@code int}
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Shape {
        for (Integer dimension : dimensions) {
            if (dimension == null) {
                throw new IllegalArgumentException("shape " + dimensions + " has a dimension that is missing");
            }
        }
        dimensions = List.copyOf(dimensions);
        if (dimensions.isEmpty() || dimensions.size() > MAX_RANK) {
            throw new IllegalArgumentException(
                    "shape has " + dimensions.size() + " dimensions, allowed are 1 to " + MAX_RANK);
        }
        int elements = 1;
        for (int dimension : dimensions) {
            if (dimension < 1) {
                throw new IllegalArgumentException("shape " + dimensions + " has a dimension below 1");
            }
            try {
                elements = Math.multiplyExact(elements, dimension);
            } catch (ArithmeticException overflow) {
                throw new IllegalArgumentException("shape " + dimensions + " has more than 2^31-1 elements", overflow);
            }
        }
    }

    public static Shape of(int... dimensions) {
        return new Shape(Arrays.stream(dimensions).boxed().toList());
    }

    /** The dimensions as a plain list: a shape is written as {@code [1, 28, 28]}. */
    @Override
    @JsonValue
    public List<Integer> dimensions() {
        return dimensions;
    }

    /** Number of values in a tensor of this shape. */
    public int elements() {
        int elements = 1;
        for (int dimension : dimensions) {
            elements = Math.multiplyExact(elements, dimension);
        }
        return elements;
    }

    public int rank() {
        return dimensions.size();
    }

    @Override
    public String toString() {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining("×", "[", "]"));
    }
}
