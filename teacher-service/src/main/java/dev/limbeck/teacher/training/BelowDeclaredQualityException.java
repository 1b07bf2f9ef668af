package dev.limbeck.teacher.training;

/** The teacher is not good enough for its run. Trying again would not help: the declaration has to change. */
public final class BelowDeclaredQualityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BelowDeclaredQualityException(String message) {
        super(message);
    }
}
