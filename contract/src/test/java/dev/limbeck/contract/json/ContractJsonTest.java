package dev.limbeck.contract.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractJsonTest {
    private record Measured(String network, double klToTeacher) {}

    @ParameterizedTest
    @ValueSource(strings = {"{'network': 'small'}", "{'network': 'small', 'klToTeacher': null}"})
    void aMeasurementThatIsNotThereIsNoNumber(String written) {
        assertThat(read(written).klToTeacher()).isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, -1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void aMeasurementIsReadAsItWasWritten(double value) {
        // Given
        var measured = new Measured("small", value);
        // When
        var read = ContractJson.read(ContractJson.write(measured), Measured.class);
        // Then
        assertThat(read).isEqualTo(measured);
    }

    private record Counted(
            String part, long records, boolean done, Optional<String> reason, List<Integer> partitions) {}

    @ParameterizedTest
    @ValueSource(strings = {"part", "records", "done", "partitions"})
    void whatIsNotThereIsRefusedByName(String lacking) {
        // Given
        var document = (ObjectNode) json("{'part': 'teacher', 'records': 3, 'done': true, 'partitions': [0]}");
        document.remove(lacking);
        // Then
        assertThatThrownBy(() -> ContractJson.read(ContractJson.write(document), Counted.class))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("not a Counted: %s is missing", lacking);
    }

    @Test
    void whatMayBeAbsentMayBe() {
        // When
        var counted = ContractJson.read(
                bytes("{'part': 'teacher', 'records': 3, 'done': true, 'partitions': [], 'added': 'later'}"),
                Counted.class);
        // Then
        assertThat(counted).isEqualTo(new Counted("teacher", 3, true, Optional.empty(), List.of()));
    }

    @Kept(
            value = "a weather report",
            version = 3,
            earlier = {WithoutWind.class, WithItsOldName.class})
    private record Weather(String sky, int wind) {}

    private static final class WithoutWind implements EarlierForm {
        @Override
        public ObjectNode next(ObjectNode document) {
            return document.put("wind", 0);
        }
    }

    private static final class WithItsOldName implements EarlierForm {
        @Override
        public ObjectNode next(ObjectNode document) {
            document.set("sky", document.remove("heaven"));
            return document;
        }
    }

    @Test
    void whatIsKeptSaysItsVersionFirst() {
        assertThat(new String(ContractJson.write(new Weather("grey", 2)), UTF_8))
                .isEqualTo("{\"version\":3,\"sky\":\"grey\",\"wind\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'heaven': 'grey'}",
                "{'version': 1, 'heaven': 'grey'}",
                "{'version': 2, 'heaven': 'grey', 'wind': 0}",
                "{'version': 3, 'sky': 'grey', 'wind': 0}"
            })
    void whatIsKeptIsReadInEveryFormItHad(String written) {
        assertThat(ContractJson.read(bytes(written), Weather.class)).isEqualTo(new Weather("grey", 0));
    }

    @Test
    void aFormThatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> ContractJson.read(bytes("{'version': 4, 'clouds': []}"), Weather.class))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("not a Weather: version of a weather report is 4, and 1 to 3 are read here: a later release"
                        + " may have written it");
        assertThatThrownBy(() -> ContractJson.read(bytes("{'version': 'new'}"), Weather.class))
                .hasMessageContaining("version of a weather report is \"new\"");
        assertThatThrownBy(() -> ContractJson.read(bytes("[]"), Weather.class))
                .hasMessageContaining("a weather report is an object in JSON, this is none");
    }

    @Kept(value = "a forecast", version = 2)
    private record Forecast(String sky) {}

    @Test
    void aVersionThatNothingLeadsToIsFoundAtOnce() {
        assertThatThrownBy(() -> ContractJson.write(new Forecast("grey")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a forecast is written in version 2, and 0 earlier ones are brought to the next");
    }

    @Kept("a saying")
    private record Saying(String version, String words) {}

    @Test
    void aKeyThatIsInUseIsFoundAtOnce() {
        assertThatThrownBy(() -> ContractJson.write(new Saying("the longer one", "red in the morning")))
                .hasMessage("a saying has version for something else");
    }

    private static JsonNode json(String json) {
        return ContractJson.read(bytes(json), JsonNode.class);
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }

    private static Measured read(String json) {
        return ContractJson.read(bytes(json), Measured.class);
    }
}
