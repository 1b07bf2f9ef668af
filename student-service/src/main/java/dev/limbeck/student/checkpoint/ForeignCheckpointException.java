package dev.limbeck.student.checkpoint;

/** A student cannot go on from its own newest checkpoint, for it was declared, or is run, otherwise than then. */
public final class ForeignCheckpointException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ForeignCheckpointException(String message) {
        super(message);
    }
}
