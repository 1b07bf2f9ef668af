package dev.limbeck.local.api;

/** The orchestrator refuses what it is asked, and would refuse it again. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedException(int status, Problem problem) {
        super(problem.describe());
        this.status = status;
    }

    /** Of the answer, 400 to 499. */
    public int status() {
        return status;
    }
}
