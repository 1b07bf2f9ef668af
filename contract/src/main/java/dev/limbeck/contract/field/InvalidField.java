package dev.limbeck.contract.field;

import org.jspecify.annotations.Nullable;

/** A value that a field of a declaration may not have. The reader adds the path to where the field stands. */
public final class InvalidField extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String found;
    private final String allowed;

    public InvalidField(String field, @Nullable Object value, String allowed) {
        super(field + " is " + value + ", allowed is " + allowed);
        this.field = field;
        this.found = String.valueOf(value);
        this.allowed = allowed;
    }

    public String field() {
        return field;
    }

    public String found() {
        return found;
    }

    public String allowed() {
        return allowed;
    }

    /** @throws InvalidField unless it holds */
    public static void require(boolean holds, String field, @Nullable Object value, String allowed) {
        if (!holds) {
            throw new InvalidField(field, value, allowed);
        }
    }

    /** @throws InvalidField when the value is missing */
    public static <T> T present(@Nullable T value, String field, String allowed) {
        if (value == null) {
            throw new InvalidField(field, "missing", allowed);
        }
        return value;
    }

    public static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
