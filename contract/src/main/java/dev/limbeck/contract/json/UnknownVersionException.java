package dev.limbeck.contract.json;

/** A document that a later release has written. It is whole, so whoever meets it refuses it rather than pass over it. */
public final class UnknownVersionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnknownVersionException(String message) {
        super(message);
    }
}
