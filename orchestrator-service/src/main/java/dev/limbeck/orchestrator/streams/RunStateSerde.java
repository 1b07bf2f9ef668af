package dev.limbeck.orchestrator.streams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunState;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** A run's state as JSON, in whichever version it was written. */
final class RunStateSerde {
    private RunStateSerde() {}

    static Serde<RunState> upcastWith(StateUpcasters upcasters) {
        return Serdes.serdeFrom((topic, state) -> write(state), (topic, bytes) -> read(upcasters, bytes));
    }

    private static byte @Nullable [] write(@Nullable RunState state) {
        return state == null ? null : ContractJson.write(state);
    }

    private static @Nullable RunState read(StateUpcasters upcasters, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        var document = upcasters.upcast(ContractJson.read(bytes, JsonNode.class));
        return ContractJson.read(ContractJson.write(document), RunState.class);
    }
}
