package dev.limbeck.orchestrator.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Problem details of RFC 9457.
 *
 * @param type names the kind of problem, for programs
 * @param detail what is wrong with this request, one sentence
 * @param errors of a declaration
 */
@Schema(description = "Problem details of RFC 9457")
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    /** @param path where in the declaration, as {@code spec.students[1].objective.temperature} */
    public record Violation(String path, String message) {}

    static Problem of(String kind, String title, int status, String detail) {
        return new Problem("urn:limbeck:problem:" + kind, title, status, detail, List.of());
    }

    Problem with(Violation violation) {
        return new Problem(type, title, status, detail, List.of(violation));
    }
}
