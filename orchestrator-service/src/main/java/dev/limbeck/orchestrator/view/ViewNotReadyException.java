package dev.limbeck.orchestrator.view;

/** The views are not filled yet, or not reachable just now; a little later they will be. */
public final class ViewNotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ViewNotReadyException(String why) {
        super(why);
    }

    ViewNotReadyException(String why, Throwable cause) {
        super(why, cause);
    }
}
