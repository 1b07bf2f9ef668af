package dev.limbeck.orchestrator.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.json.ContractJson;
import java.util.function.Consumer;

/** What was said of the example run, said of another one. */
final class Rewritten {
    private Rewritten() {}

    /** @param change made to every object in it, the outer ones first */
    static <T> T of(T document, Class<T> type, String run, Consumer<ObjectNode> change) {
        var tree = ContractJson.read(ContractJson.write(document), JsonNode.class);
        rewrite(tree, run, change);
        return ContractJson.read(ContractJson.write(tree), type);
    }

    private static void rewrite(JsonNode node, String run, Consumer<ObjectNode> change) {
        if (node instanceof ObjectNode object) {
            for (String field : new String[] {"run", "name"}) {
                if (object.path(field).asText().equals(ExampleReports.RUN)) {
                    object.put(field, run);
                }
            }
            change.accept(object);
        }
        node.forEach(child -> rewrite(child, run, change));
    }
}
