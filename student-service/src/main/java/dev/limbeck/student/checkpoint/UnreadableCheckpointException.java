package dev.limbeck.student.checkpoint;

/** A checkpoint's files are there, and are none that can be gone on from. */
public final class UnreadableCheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableCheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
