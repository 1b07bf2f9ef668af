package dev.limbeck.store;

/** A file is not the one that it was when its digest was taken: nothing of it is to be used. */
public final class DamagedFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedFileException(String message) {
        super(message);
    }

    DamagedFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
