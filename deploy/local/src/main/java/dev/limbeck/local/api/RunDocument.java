package dev.limbeck.local.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.InvalidRunSpecException;
import java.nio.file.Path;

/**
 * A run's declaration as somebody wrote it, made ready to be sent. Whether it is a valid one the server says; what only
 * the writer knows is where relative paths begin.
 */
public final class RunDocument {
    private static final String BUILTIN = "builtin:";

    private RunDocument() {}

    /**
     * @param directory that relative paths are taken from
     * @throws InvalidRunSpecException when it is not a YAML document
     */
    public static JsonNode read(String yaml, Path directory) {
        JsonNode document = parse(yaml);
        var spec = document.path("spec");
        makeAbsolute(spec.path("teacher"), "artifact", directory);
        makeAbsolute(spec.path("teacher"), "network", directory);
        makeAbsolute(spec.path("teacher").path("train").path("dataset"), "path", directory);
        makeAbsolute(spec.path("evaluation").path("heldOut").path("dataset"), "path", directory);
        spec.path("students").forEach(student -> makeAbsolute(student, "network", directory));
        return document;
    }

    private static JsonNode parse(String yaml) {
        try {
            JsonNode document = ContractJson.strictYaml().readTree(yaml);
            if (document == null || document.isMissingNode() || document.isNull()) {
                throw new InvalidRunSpecException("", "the document is empty", new IllegalArgumentException());
            }
            return document;
        } catch (JsonProcessingException malformed) {
            var at = malformed.getLocation();
            throw new InvalidRunSpecException(
                    "line " + (at == null ? "?" : at.getLineNr()),
                    "not YAML: " + malformed.getOriginalMessage(),
                    malformed);
        }
    }

    private static void makeAbsolute(JsonNode holder, String field, Path directory) {
        String path = holder.path(field).asText("");
        if (holder instanceof ObjectNode fields && !path.isBlank() && !path.startsWith(BUILTIN)) {
            fields.put(
                    field, directory.resolve(path).toAbsolutePath().normalize().toString());
        }
    }
}
