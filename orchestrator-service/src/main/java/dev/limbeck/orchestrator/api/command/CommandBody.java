package dev.limbeck.orchestrator.api.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunCommand.Hold;
import dev.limbeck.orchestrator.api.problem.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What goes with a command.
 *
 * @param checkpointDigest which checkpoint is decided on
 * @param lasting how long the decision holds, in JSON {@code for}
 * @param reason for people
 */
public record CommandBody(
        Optional<String> checkpointDigest,
        @JsonProperty("for") Optional<Duration> lasting,
        Optional<String> reason) {
    private static final CommandBody EMPTY = new CommandBody(Optional.empty(), Optional.empty(), Optional.empty());
    private static final ObjectReader STRICT =
            ContractJson.events().readerFor(CommandBody.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public static CommandBody read(@Nullable String json) {
        if (json == null || json.isBlank()) {
            return EMPTY;
        }
        try {
            return bounded(STRICT.readValue(json));
        } catch (UnrecognizedPropertyException unknown) {
            throw Refusal.badRequest("the body has the key '%s', allowed are checkpointDigest, for and reason"
                    .formatted(unknown.getPropertyName()));
        } catch (InvalidFormatException malformed) {
            throw Refusal.badValue(
                    malformed.getPath().stream()
                            .map(JsonMappingException.Reference::getFieldName)
                            .collect(Collectors.joining(".")),
                    String.valueOf(malformed.getValue()),
                    "a whole number followed by ms, s, m or h, as in 2h");
        } catch (JsonProcessingException malformed) {
            throw Refusal.badRequest("the body is not {\"checkpointDigest\": …, \"for\": …, \"reason\": …} as JSON: %s"
                    .formatted(malformed.getOriginalMessage()));
        }
    }

    /** How the decision holds: until it is lifted, unless it says how long. */
    public Hold hold() {
        try {
            return new Hold(lasting);
        } catch (IllegalArgumentException impossible) {
            throw Refusal.badRequest(String.valueOf(impossible.getMessage()));
        }
    }

    /** Better refused here than cut by whoever keeps it. */
    private static CommandBody bounded(CommandBody body) {
        int length = body.reason.map(String::length).orElse(0);
        if (length > RunCommand.LONGEST_REASON) {
            throw Refusal.badRequest(
                    "reason has %,d characters, allowed are %,d".formatted(length, RunCommand.LONGEST_REASON));
        }
        return body;
    }

    public String requireDigest() {
        return checkpointDigest
                .filter(digest -> !digest.isBlank())
                .orElseThrow(() -> Refusal.badValue(
                        "checkpointDigest", "", "the digest of a candidate, as GET …/checkpoints has it"));
    }
}
