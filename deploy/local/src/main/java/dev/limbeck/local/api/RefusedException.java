package dev.limbeck.local.api;

import dev.limbeck.contract.api.Problem;

/** The orchestrator refuses what it is asked, and would refuse it again. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int CONFLICT = 409;

    private final int status;

    RefusedException(int status, Problem problem) {
        super(Answers.describe(problem));
        this.status = status;
    }

    /** Of a command that was taken, and did not fit when its turn came. */
    public static RefusedException later(String reason) {
        return new RefusedException(CONFLICT, Problem.of(null, "", CONFLICT, reason));
    }

    /** Of the answer, 400 to 499. */
    public int status() {
        return status;
    }
}
