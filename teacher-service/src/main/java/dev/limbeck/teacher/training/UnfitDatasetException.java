package dev.limbeck.teacher.training;

/** A labelled set whose examples are not what the run declares. */
public final class UnfitDatasetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitDatasetException(String message) {
        super(message);
    }
}
