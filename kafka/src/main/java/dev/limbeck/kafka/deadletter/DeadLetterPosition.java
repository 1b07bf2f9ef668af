package dev.limbeck.kafka.deadletter;

/** Where a record stands on a dead-letter topic, which has one partition unless its owner made it otherwise. */
public record DeadLetterPosition(int partition, long offset) implements Comparable<DeadLetterPosition> {
    public DeadLetterPosition {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException("position is %d:%d, allowed is 0 or above".formatted(partition, offset));
        }
    }

    /**
     * Reads what a person writes: {@code 42}, or {@code 3:42} for another partition than the first.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static DeadLetterPosition parse(String text) {
        int colon = text.indexOf(':');
        try {
            return new DeadLetterPosition(
                    colon < 0 ? 0 : Integer.parseInt(text.substring(0, colon)),
                    Long.parseLong(text.substring(colon + 1)));
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    "'%s' is no position, allowed is OFFSET or PARTITION:OFFSET".formatted(text), wrong);
        }
    }

    @Override
    public int compareTo(DeadLetterPosition other) {
        return partition == other.partition
                ? Long.compare(offset, other.offset)
                : Integer.compare(partition, other.partition);
    }

    @Override
    public String toString() {
        return partition == 0 ? String.valueOf(offset) : partition + ":" + offset;
    }
}
