package dev.limbeck.contract.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One of several classes.
 *
 * @param index of the class; never negative
 */
public record OfClass(@JsonValue int index) implements HardLabel {
    public OfClass {
        if (index < 0) {
            throw new IllegalArgumentException("hardLabel is " + index + ", allowed is 0 or above");
        }
    }

    /** The label that a class which may be unknown is. */
    public static Optional<HardLabel> of(OptionalInt index) {
        return index.isPresent() ? Optional.of(new OfClass(index.getAsInt())) : Optional.empty();
    }

    @Override
    public String kind() {
        return "a class";
    }

    @Override
    public String text() {
        return String.valueOf(index);
    }

    @Override
    public ByteBuffer bytes() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(index).flip();
    }
}
