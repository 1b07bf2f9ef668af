package dev.limbeck.contract.signature;

import dev.limbeck.contract.record.ElementType;
import java.util.Optional;
import java.util.OptionalInt;

/** What may stand behind the values of a shorter record: it goes through the network, as values of records do. */
record PadRange(int least, int most) {
    /** Whole numbers up to here are also floats of 32 bits. */
    private static final int MOST_IN_FLOAT = 1 << 24;

    static PadRange of(Optional<ElementType> type, OptionalInt categories) {
        return switch (type.orElse(ElementType.F32)) {
            case U8 -> new PadRange(0, 255);
            case BOOL -> new PadRange(0, 1);
            case F16, F32 -> new PadRange(-MOST_IN_FLOAT, MOST_IN_FLOAT);
            case I32, I64 ->
                categories.isPresent()
                        ? new PadRange(0, categories.getAsInt() - 1)
                        : new PadRange(Integer.MIN_VALUE, Integer.MAX_VALUE);
        };
    }

    boolean contains(int pad) {
        return least <= pad && pad <= most;
    }

    /** What is allowed, as text. */
    @Override
    public String toString() {
        return "a whole number from %d to %d".formatted(least, most);
    }
}
