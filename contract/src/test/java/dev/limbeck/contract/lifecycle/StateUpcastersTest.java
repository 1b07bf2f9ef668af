package dev.limbeck.contract.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateUpcastersTest {
    private static ObjectNode document(int version) {
        return JsonNodeFactory.instance.objectNode().put("schemaVersion", version);
    }

    private static JsonNode with(JsonNode document, String field, int version) {
        return ((ObjectNode) document.deepCopy()).put(field, true).put("schemaVersion", version);
    }

    @Test
    void bringsADocumentThroughEveryVersion() {
        // Given
        var upcasters = new StateUpcasters(
                3, Map.of(1, document -> with(document, "second", 2), 2, document -> with(document, "third", 3)));
        // Then
        assertThat(upcasters.upcast(document(1)))
                .isEqualTo(document(3).put("second", true).put("third", true));
        assertThat(upcasters.upcast(document(3))).isEqualTo(document(3));
    }

    @Test
    void refusesAVersionThatIsNotKnown() {
        assertThatThrownBy(() -> StateUpcasters.PRESENT.upcast(document(4)))
                .hasMessage("schemaVersion of a run's state is 4, allowed is 1 to 3");
        assertThatThrownBy(() -> new StateUpcasters(2, Map.of()).upcast(document(1)))
                .hasMessageContaining("of schemaVersion 1 to 2");
    }
}
