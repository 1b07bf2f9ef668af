package dev.limbeck.orchestrator.api.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.orchestrator.api.problem.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes with a command.
 *
 * @param checkpointDigest which checkpoint is decided on
 * @param reason for people
 */
public record CommandBody(Optional<String> checkpointDigest, Optional<String> reason) {
    private static final CommandBody EMPTY = new CommandBody(Optional.empty(), Optional.empty());
    private static final ObjectReader STRICT =
            ContractJson.events().readerFor(CommandBody.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public static CommandBody read(@Nullable String json) {
        if (json == null || json.isBlank()) {
            return EMPTY;
        }
        try {
            return STRICT.readValue(json);
        } catch (UnrecognizedPropertyException unknown) {
            throw Refusal.badRequest("the body has the key '%s', allowed are checkpointDigest and reason"
                    .formatted(unknown.getPropertyName()));
        } catch (JsonProcessingException malformed) {
            throw Refusal.badRequest("the body is not {\"checkpointDigest\": …, \"reason\": …} as JSON: %s"
                    .formatted(malformed.getOriginalMessage()));
        }
    }

    public String requireDigest() {
        return checkpointDigest
                .filter(digest -> !digest.isBlank())
                .orElseThrow(() -> Refusal.badValue(
                        "checkpointDigest", "", "the digest of a candidate, as GET …/checkpoints has it"));
    }
}
