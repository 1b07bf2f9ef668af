package dev.limbeck.contract.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.json.ContractJson;
import java.util.Iterator;
import java.util.TreeSet;

/**
 * A declaration as JSON, with the type that reads it. Which keys have a default, and which, only the type's own reader
 * knows: a key may be left out when the rest is read as the same declaration.
 */
final class DeclaredTree {
    private static final ObjectMapper STRICT = ContractJson.strictYaml();

    private final Class<? extends Record> type;
    private final JsonNode whole;

    /** @throws IllegalArgumentException when it is not read as it is written, so that nothing tells its defaults */
    DeclaredTree(Record declaration) {
        this.type = declaration.getClass();
        this.whole = STRICT.valueToTree(declaration);
        if (!isSaidBy(whole)) {
            throw new IllegalArgumentException(
                    "%s is not read as it is written: %s".formatted(type.getSimpleName(), whole));
        }
    }

    /** Whether the tree is read as this declaration. */
    boolean isSaidBy(JsonNode tree) {
        try {
            return whole.equals(STRICT.valueToTree(STRICT.treeToValue(tree, type)));
        } catch (JsonProcessingException | IllegalArgumentException incomplete) {
            return false;
        }
    }

    /** The same, at every depth without the keys that say what their default says. */
    JsonNode withoutDefaults() {
        JsonNode left = whole.deepCopy();
        leaveOut(left, left);
        return left;
    }

    private void leaveOut(JsonNode part, JsonNode all) {
        if (part instanceof ObjectNode object) {
            var keys = new TreeSet<String>();
            object.fieldNames().forEachRemaining(keys::add);
            for (String key : keys) {
                JsonNode value = object.remove(key);
                if (!isSaidBy(all)) {
                    object.set(key, value);
                    leaveOut(value, all);
                }
            }
        } else {
            for (Iterator<JsonNode> elements = part.elements(); elements.hasNext(); ) {
                leaveOut(elements.next(), all);
            }
        }
    }
}
