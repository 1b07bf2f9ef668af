package dev.limbeck.contract.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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

    private static Measured read(String json) {
        return ContractJson.read(json.replace('\'', '"').getBytes(UTF_8), Measured.class);
    }
}
