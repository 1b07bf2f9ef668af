package dev.limbeck.contract.configuration;

import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.TreeMap;

/**
 * The one form of a JSON document that a digest is taken of: keys in order at every depth, and a number by its value
 * alone. 4 and 4.0 are one number, so that a whole number may become one with a fraction; and no number depends on how
 * a version of Java writes it.
 */
final class CanonicalJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CanonicalJson() {}

    static JsonNode of(JsonNode document) {
        if (document instanceof ObjectNode object) {
            var sorted = new TreeMap<String, JsonNode>();
            object.properties().forEach(field -> sorted.put(field.getKey(), of(field.getValue())));
            return NODES.objectNode().setAll(sorted);
        }
        if (document.isArray()) {
            var elements = NODES.arrayNode();
            document.forEach(element -> elements.add(of(element)));
            return elements;
        }
        return document.isNumber() ? NODES.numberNode(number(document)) : document;
    }

    private static BigDecimal number(JsonNode number) {
        BigDecimal value = number.isFloatingPointNumber()
                ? new BigDecimal(NumberOutput.toString(number.doubleValue(), true))
                : number.decimalValue();
        return value.stripTrailingZeros();
    }
}
