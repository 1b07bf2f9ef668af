package dev.limbeck.local.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.json.ContractJson;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the orchestrator answers when it does not do what it is asked: {@code application/problem+json}. */
record Problem(Optional<String> title, Optional<String> detail, List<Violation> errors) {
    /** @param path in the declaration, as {@code spec.students[1].objective.temperature} */
    record Violation(String path, String message) {
        @Override
        public String toString() {
            return path.isEmpty() ? message : path + ": " + message;
        }
    }

    @JsonCreator
    static Problem of(
            @JsonProperty("title") @Nullable String title,
            @JsonProperty("detail") @Nullable String detail,
            @JsonProperty("errors") @Nullable List<Violation> errors) {
        return new Problem(
                Optional.ofNullable(title), Optional.ofNullable(detail), errors == null ? List.of() : errors);
    }

    /** Whatever stands before the orchestrator may answer in other forms. */
    static Problem read(int status, byte[] body) {
        try {
            return ContractJson.read(body, Problem.class);
        } catch (UncheckedIOException otherForm) {
            return new Problem(Optional.of("the server answered " + status), Optional.empty(), List.of());
        }
    }

    /** One line, and one for each violation that the first does not say already. */
    String describe() {
        String first = detail.or(() -> title).orElse("refused");
        var text = new StringBuilder(first);
        for (var violation : errors) {
            if (!first.contains(violation.message())) {
                text.append(System.lineSeparator()).append("  ").append(violation);
            }
        }
        return text.toString();
    }
}
