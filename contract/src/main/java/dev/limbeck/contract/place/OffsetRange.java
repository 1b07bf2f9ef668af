package dev.limbeck.contract.place;

/**
 * Consecutive records of one partition. Offsets between them that hold no record (transaction markers) belong to it.
 *
 * @param from offset of the first record
 * @param to one past the offset of the last
 */
public record OffsetRange(long from, long to) {
    public OffsetRange {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException(
                    "offset range is [%d, %d), allowed is 0 <= from < to".formatted(from, to));
        }
    }

    /** This range with one more record, which must come after all of it. */
    public OffsetRange extendedTo(long offset) {
        if (offset < to) {
            throw new IllegalArgumentException("offset %d came after %d".formatted(offset, to - 1));
        }
        return new OffsetRange(from, offset + 1);
    }

    /** How many records it has at most: markers of transactions take offsets, too. */
    public long length() {
        return to - from;
    }

    public boolean contains(long offset) {
        return from <= offset && offset < to;
    }
}
