package dev.limbeck.contract.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * A kind of document that is kept, and so outlives the release that wrote it. Its first key, {@value #VERSION}, is a
 * whole number; a document without one is of version 1.
 *
 * @param name of the kind, for whoever reads a refusal: {@code student state} for example
 * @param newest version that is read here, and written
 */
public record VersionedDocument<T>(Class<T> type, String name, int newest) {
    public static final String VERSION = "version";

    /**
     * @param where it is kept, for whoever reads a refusal
     * @throws UnknownVersionException when a later release has written it
     * @throws IOException when the bytes are no such document
     */
    public T read(byte[] bytes, String where) throws IOException {
        JsonNode document = ContractJson.readKept(bytes, JsonNode.class);
        JsonNode version = document.path(VERSION);
        if (version.isMissingNode() || isKnown(version)) {
            return ContractJson.convert(document, type);
        }
        throw new UnknownVersionException("%s is a %s of version %s, read are 1 to %d; a later release has written it"
                .formatted(where, name, version, newest));
    }

    private boolean isKnown(JsonNode version) {
        return version.isInt() && version.intValue() >= 1 && version.intValue() <= newest;
    }
}
