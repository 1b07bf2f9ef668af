package dev.limbeck.contract.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.Duration;

final class ShortDurationDeserializer extends StdScalarDeserializer<Duration> {
    ShortDurationDeserializer() {
        super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = parser.getText();
        try {
            return ShortDuration.parse(text);
        } catch (IllegalArgumentException malformed) {
            return (Duration) context.handleWeirdStringValue(Duration.class, text, ShortDuration.ALLOWED);
        }
    }
}
