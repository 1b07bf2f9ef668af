package dev.limbeck.orchestrator.api.problem;

import dev.limbeck.contract.api.Problem;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** A request that is not carried out, and why. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** How the types of our problems begin. */
    static final String TYPES = "urn:limbeck:problem:";

    private static final Duration SOON = Duration.ofSeconds(2);

    private final transient Problem problem;
    private final transient Optional<Duration> retryAfter;

    private Refusal(Problem problem, Optional<Duration> retryAfter) {
        super(problem.detail());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    private static Refusal of(String kind, String title, int status, String detail) {
        return new Refusal(Problem.of(TYPES + kind, title, status, detail), Optional.empty());
    }

    public static Refusal badValue(String name, String value, String allowed) {
        return badRequest("%s is '%s', allowed is %s".formatted(name, value, allowed));
    }

    public static Refusal badRequest(String detail) {
        return of("bad-request", "The request is not understood", 400, detail);
    }

    public static Refusal unknownRun(String name, Collection<String> known) {
        return of("unknown-run", "There is no such run", 404, UnknownName.describe("run", name, known));
    }

    public static Refusal notNow(String detail) {
        return of("not-now", "The run does not allow it now", 409, detail);
    }

    public static Refusal idOfAnother(String key) {
        return of(
                "idempotency-key-used",
                "The key is that of another command",
                422,
                "Idempotency-Key %s was sent with another command before; send what is new with a new key"
                        .formatted(key));
    }

    public static Refusal movedOn(String run, String known, long revision) {
        return of(
                "moved-on",
                "The run has moved on",
                412,
                "run %s is at revision \"%d\", not at %s: look at it again, then decide"
                        .formatted(run, revision, known));
    }

    public static Refusal tooManyEventStreams() {
        return unavailable("as many clients listen for events as limbeck.events.most-streams allows: close one, or ask"
                + " again later");
    }

    /** To be tried again soon. */
    public static Refusal unavailable(String detail) {
        return new Refusal(Problem.of(TYPES + "unavailable", "Not available just now", 503, detail), Optional.of(SOON));
    }

    Problem problem() {
        return problem;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
