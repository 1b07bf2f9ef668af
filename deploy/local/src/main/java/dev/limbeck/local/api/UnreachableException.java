package dev.limbeck.local.api;

import java.net.URI;

/** Nobody answers, or the orchestrator has to read its topics first: worth another try later. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Nobody is known who could be asked. */
    public UnreachableException(String reason) {
        super(reason);
    }

    UnreachableException(URI server, String reason) {
        super("%s %s".formatted(server, reason));
    }

    UnreachableException(URI server, Exception cause) {
        super(
                "%s does not answer (%s); start it with limbeck up, or name another with --server"
                        .formatted(server, cause.getMessage() == null ? cause.toString() : cause.getMessage()),
                cause);
    }
}
