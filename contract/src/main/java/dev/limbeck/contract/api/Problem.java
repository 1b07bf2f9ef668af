package dev.limbeck.contract.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Problem details of RFC 9457: what is answered where a request is not done.
 *
 * @param type names the kind of problem, for programs
 * @param detail what is wrong with this request, one sentence; empty where whoever answers says no more than the title
 * @param errors of a declaration
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String NO_PARTICULAR_TYPE = "about:blank";

    public Problem {
        errors = List.copyOf(errors);
    }

    /** @param path where in the declaration, as {@code spec.students[1].objective.temperature}; empty for all of it */
    public record Violation(String path, String message) {}

    /** By the RFC, whoever answers may leave any field out. */
    @JsonCreator
    public static Problem of(
            @JsonProperty("type") @Nullable String type,
            @JsonProperty("title") @Nullable String title,
            @JsonProperty("status") @Nullable Integer status,
            @JsonProperty("detail") @Nullable String detail,
            @JsonProperty("errors") @Nullable List<Violation> errors) {
        return new Problem(
                type == null ? NO_PARTICULAR_TYPE : type,
                title == null ? "" : title,
                status == null ? 0 : status,
                detail == null ? "" : detail,
                errors == null ? List.of() : errors);
    }

    /** Of no declaration. */
    public static Problem of(@Nullable String type, String title, int status, String detail) {
        return of(type, title, status, detail, List.of());
    }

    public Problem with(Violation violation) {
        return new Problem(type, title, status, detail, List.of(violation));
    }
}
