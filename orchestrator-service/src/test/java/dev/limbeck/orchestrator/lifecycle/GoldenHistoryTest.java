package dev.limbeck.orchestrator.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunState;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Inputs as an earlier build of these rules took them, and the history and the orders that came of them. A run that was
 * declared under version 1 goes on under it, so these files never change; other rules are another version.
 */
class GoldenHistoryTest {

    @ParameterizedTest
    @ValueSource(strings = {"completed", "generations", "approvals"})
    void theSameInputsGiveTheSameHistoryAndOrders(String name) throws IOException {
        // Given
        Optional<RunState> state = Optional.empty();
        var came = new ArrayList<JsonNode>();
        // When
        for (JsonNode line : lines(name + ".inputs.jsonl")) {
            var reduction = RunLifecycle.reduce(
                    state, input(line), Instant.parse(line.path("at").asText()));
            state = reduction.state();
            reduction.history().forEach(entry -> came.add(tree(entry)));
            reduction.orders().forEach(order -> came.add(tree(order)));
        }
        // Then
        var then = new ArrayList<JsonNode>();
        for (JsonNode line : lines(name + ".history.jsonl")) {
            then.add(tree(read(line)));
        }
        assertThat(came).containsExactlyElementsOf(then);
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "generations", "approvals"})
    void whatCameThenIsReadNow(String name) throws IOException {
        for (JsonNode line : lines(name + ".history.jsonl")) {
            var read = tree(read(line));
            if (!line.has("order")) {
                assertThat(read).isEqualTo(line);
            }
            assertThat(tree(ContractJson.read(ContractJson.write(read(line)), typeOf(line))))
                    .isEqualTo(read);
        }
    }

    private static Object read(JsonNode line) {
        return ContractJson.read(ContractJson.write(line), typeOf(line));
    }

    private static Class<?> typeOf(JsonNode line) {
        return line.has("order") ? RunOrder.class : RunHistoryEntry.class;
    }

    private static RunInput input(JsonNode line) {
        byte[] value = ContractJson.write(line.path("value"));
        return switch (line.path("topic").asText()) {
            case "commands" -> new RunInput.Command(ContractJson.read(value, RunCommand.class));
            case "events" -> new RunInput.Event(ContractJson.read(value, RunEvent.class));
            case "checkpoints" -> new RunInput.Checkpoint(ContractJson.read(value, CheckpointAnnounced.class));
            default -> new RunInput.Report(ContractJson.read(value, EvaluationReport.class));
        };
    }

    /**
     * But for its version, which documents did not say then, and for the digest of a decision, which is over the report in
     * the form of its release.
     */
    private static JsonNode tree(Object document) {
        var tree = (ObjectNode) ContractJson.read(ContractJson.write(document), JsonNode.class);
        tree.remove("version");
        if (tree.at("/decision/evidence") instanceof ObjectNode evidence) {
            evidence.remove("digest");
        }
        return tree;
    }

    private static List<JsonNode> lines(String file) throws IOException {
        try (var resource = GoldenHistoryTest.class.getResourceAsStream("/golden/" + file)) {
            assertThat(resource).as(file).isNotNull();
            return new String(resource.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> ContractJson.read(line.getBytes(UTF_8), JsonNode.class))
                    .toList();
        }
    }
}
