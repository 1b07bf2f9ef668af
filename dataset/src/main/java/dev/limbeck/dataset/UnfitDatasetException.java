package dev.limbeck.dataset;

/** A labelled set whose examples are not what the run declares. */
public final class UnfitDatasetException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnfitDatasetException(String message) {
        super(message);
    }
}
