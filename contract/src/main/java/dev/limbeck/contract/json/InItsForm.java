package dev.limbeck.contract.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/**
 * Writes a {@link Kept} document within another as it stands by itself: with the version of its form, so that whoever
 * takes it out can read it.
 */
public final class InItsForm extends JsonSerializer<Object> {
    @Override
    public void serialize(Object document, JsonGenerator json, SerializerProvider serializers) throws IOException {
        serializers.defaultSerializeValue(ContractJson.versioned(document), json);
    }
}
