package dev.limbeck.store;

/** A declaration names a file that services may not read; the message says which key, not whether the file is there. */
public final class ForbiddenFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForbiddenFileException(String message) {
        super(message);
    }
}
