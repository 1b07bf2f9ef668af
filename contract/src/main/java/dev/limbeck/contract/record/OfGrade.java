package dev.limbeck.contract.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How good a record is: clicked or not, or graded among others.
 *
 * @param grade the higher, the better; 0 or 1 of a click
 * @param group of the records that it is compared with; at most {@value #MAX_GROUP_BYTES} bytes of UTF-8
 */
public record OfGrade(float grade, Optional<String> group) implements HardLabel {
    public static final int MAX_GROUP_BYTES = 256;

    private static final byte KIND = 3;

    public OfGrade {
        int bytes = group.map(OfGrade::utf8).map(text -> text.length).orElse(0);
        if (bytes > MAX_GROUP_BYTES) {
            throw new IllegalArgumentException(
                    "the group of a label has %d bytes, allowed are at most %d".formatted(bytes, MAX_GROUP_BYTES));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String kind() {
        return "a grade";
    }

    @Override
    public String text() {
        return grade
                + group.map(name -> "@%d:%s".formatted(name.length(), name)).orElse("");
    }

    @Override
    public ByteBuffer bytes() {
        byte[] name = group.map(OfGrade::utf8).orElse(new byte[0]);
        return ByteBuffer.allocate(2 + Float.BYTES + name.length)
                .put(KIND)
                .putFloat(grade)
                .put((byte) (group.isPresent() ? 1 : 0))
                .put(name)
                .flip();
    }
}
