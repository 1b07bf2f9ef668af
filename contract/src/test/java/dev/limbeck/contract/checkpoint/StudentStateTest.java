package dev.limbeck.contract.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.checkpoint.StudentState.Lineage;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.json.UnknownVersionException;
import dev.limbeck.contract.lifecycle.Adjustment;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in stores: a change of a golden file is a change of the contract. */
class StudentStateTest {
    private static final SortedMap<Integer, Long> THROUGH = new TreeMap<>(Map.of(0, 6199L, 1, 7532L));
    private static final Ledger LEDGER = new Ledger(12992, 684, 0, Map.of());
    private static final Lineage UNNAMED = new Lineage(
            "b495774d4f444049fa71deb08827b567e1d7adf4d2512381b706419f67046cde",
            "d185754dbdd2c9253be073d910b960787d85d483f64e94a1c77cc4d37587c330",
            "step-0000000100-w0001",
            1,
            1);
    private static final Arithmetic ARITHMETIC = new Arithmetic(
            "PyTorch 2.7.1-20250812 cpu linux-x86_64, DJL 0.35.1",
            "oneDNN 3.7.1",
            "all: Intel AVX2",
            "AuthenticAMD 23/49");
    private static final StudentState PRESENT = state(
            new Position(203, 203, THROUGH, LEDGER, Optional.of("4mJcS5pKRvCg2pKQ0Q3n6A")),
            UNNAMED.under(new TrainedWith(ARITHMETIC, TrainedWith.FIRST_STEP_PROGRAM), 0),
            new TreeMap<>(),
            Optional.of(new ReplayCounts(new TreeMap<>(Map.of(0, 1290L, 1, 1466L)), new TreeSet<>(Set.of(0, 1)))));

    @Test
    void isWrittenAndReadAsTheGoldenFileSays() throws IOException {
        assertThat(new String(ContractJson.writePretty(PRESENT), UTF_8)).isEqualTo(golden("student-state-v2"));
        assertThat(read(golden("student-state-v2"))).isEqualTo(PRESENT);
    }

    @Test
    void oneOfBeforeThereWereVersionsIsRead() throws IOException {
        assertThat(read(golden("student-state-v1"))).isEqualTo(PRESENT);
    }

    @Test
    void oneOfBeforeTheArithmeticWasNamedIsRead() throws IOException {
        assertThat(read(golden("student-state-v1-first")))
                .isEqualTo(state(
                        new Position(203, 203, THROUGH, LEDGER),
                        UNNAMED,
                        new TreeMap<>(Map.of(0, "AAAAAAAAGDYAAAAAAAAAAQAAAAAAAAAC")),
                        Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "0", "\"2\"", "1.5", "null"})
    void oneOfAVersionThatIsNotKnownIsRefused(String version) throws IOException {
        // Given
        String later = golden("student-state-v2").replace("\"version\" : 2", "\"version\" : " + version);
        // When, then
        assertThatThrownBy(() -> read(later))
                .isInstanceOf(UnknownVersionException.class)
                .hasMessage(
                        "version of a student's state is %s, and 1 to 2 are read here: a later release may have written it"
                                .formatted(version));
    }

    private static StudentState read(String json) throws IOException {
        return ContractJson.readKept(json.getBytes(UTF_8), StudentState.class);
    }

    private static StudentState state(
            Position position, Lineage lineage, SortedMap<Integer, String> seen, Optional<ReplayCounts> replay) {
        return new StudentState(
                "mnist",
                1,
                "small-cnn",
                1,
                position,
                lineage,
                211,
                seen,
                Adjustment.NONE,
                OptionalDouble.of(0.6142857074737549),
                replay);
    }

    private static String golden(String name) throws IOException {
        try (var file = StudentStateTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8).strip();
        }
    }
}
