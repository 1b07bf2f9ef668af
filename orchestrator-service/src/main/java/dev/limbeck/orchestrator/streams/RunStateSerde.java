package dev.limbeck.orchestrator.streams;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.lifecycle.RunStateReader;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** A run's state as JSON, in whichever version it was written. */
final class RunStateSerde {
    private RunStateSerde() {}

    static Serde<RunState> create() {
        return Serdes.serdeFrom((topic, state) -> write(state), (topic, bytes) -> read(bytes));
    }

    private static byte @Nullable [] write(@Nullable RunState state) {
        return state == null ? null : ContractJson.write(state);
    }

    private static @Nullable RunState read(byte @Nullable [] bytes) {
        return bytes == null ? null : RunStateReader.read(bytes);
    }
}
