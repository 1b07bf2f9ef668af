package dev.limbeck.dataset;

/** A dataset on disk cannot be used; the message names the file, what was found there and what is allowed. */
public final class UnreadableDatasetException extends RuntimeException {

    UnreadableDatasetException(String message) {
        super(message);
    }

    UnreadableDatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
