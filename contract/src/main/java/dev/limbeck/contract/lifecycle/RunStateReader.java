package dev.limbeck.contract.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.json.ContractJson;
import java.io.UncheckedIOException;

/** Reads a run's state in whichever version it was written. Everybody who reads the topic reads it by this. */
public final class RunStateReader {
    private RunStateReader() {}

    /**
     * @throws UncheckedIOException when the bytes are no run's state
     * @throws IllegalArgumentException when they are one of a version that is not known here
     */
    public static RunState read(byte[] bytes) {
        var document = StateUpcasters.PRESENT.upcast(ContractJson.read(bytes, JsonNode.class));
        return ContractJson.read(ContractJson.write(document), RunState.class);
    }
}
