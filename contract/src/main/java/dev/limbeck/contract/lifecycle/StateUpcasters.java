package dev.limbeck.contract.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Brings a state that an earlier version wrote to the present form, one version at a time.
 *
 * @param current version of the documents that come out
 * @param steps by the version that they take in; each gives the next
 */
record StateUpcasters(int current, Map<Integer, UnaryOperator<JsonNode>> steps) {
    static final StateUpcasters PRESENT = new StateUpcasters(
            RunState.SCHEMA_VERSION, Map.of(1, FirstStateVersion::upcast, 2, SecondStateVersion::upcast));

    StateUpcasters {
        steps = Map.copyOf(steps);
    }

    /** @throws IllegalArgumentException when the document is of a version that is not known here */
    JsonNode upcast(JsonNode document) {
        int version = document.path("schemaVersion").asInt();
        if (version < 1 || version > current) {
            throw new IllegalArgumentException(
                    "schemaVersion of a run's state is %d, allowed is 1 to %d".formatted(version, current));
        }
        var upcast = document;
        for (int from = version; from < current; from++) {
            var step = steps.get(from);
            if (step == null) {
                throw new IllegalArgumentException(
                        "nothing brings a run's state of schemaVersion %d to %d".formatted(from, from + 1));
            }
            upcast = step.apply(upcast);
        }
        return upcast;
    }
}
