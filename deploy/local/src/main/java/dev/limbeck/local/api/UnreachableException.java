package dev.limbeck.local.api;

import dev.limbeck.contract.json.ShortDuration;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

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

    private UnreachableException(String reason, Exception cause) {
        super(reason, cause);
    }

    static UnreachableException late(HttpRequest request, Duration within, HttpTimeoutException cause) {
        return new UnreachableException(
                "%s %s is not answered within %s, which --answer-within sets; it may have been taken all the same"
                        .formatted(request.method(), request.uri(), ShortDuration.format(within)),
                cause);
    }

    UnreachableException(URI server, Exception cause) {
        super(
                "%s does not answer (%s); start it with limbeck up, or name another with --server"
                        .formatted(server, cause.getMessage() == null ? cause.toString() : cause.getMessage()),
                cause);
    }
}
