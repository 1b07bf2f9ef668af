package dev.limbeck.contract.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Duration;

final class ShortDurationSerializer extends StdScalarSerializer<Duration> {
    ShortDurationSerializer() {
        super(Duration.class);
    }

    @Override
    public void serialize(Duration duration, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeString(ShortDuration.format(duration));
    }
}
