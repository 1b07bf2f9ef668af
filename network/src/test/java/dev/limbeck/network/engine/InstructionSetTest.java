package dev.limbeck.network.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstructionSetTest {
    @Test
    void aProcessorOfTheX86FamilyHasALadder() {
        assertThat(labels(Optional.empty(), Optional.empty(), "amd64")).containsExactly("all", "avx2", "avx", "sse41");
        assertThat(labels(Optional.of("auto"), Optional.of("AVX"), "amd64")).hasSize(4);
    }

    @Test
    void anyOtherHasNothingToChooseFrom() {
        assertThat(labels(Optional.empty(), Optional.empty(), "aarch64")).containsExactly("all");
    }

    @Test
    void anOperatorsChoiceIsTheOnlyOneTried() {
        assertThat(labels(Optional.of("AVX2"), Optional.empty(), "amd64")).containsExactly("avx2");
        assertThat(labels(Optional.of("sse41"), Optional.of("AVX"), "amd64")).containsExactly("sse41");
    }

    @Test
    void soIsWhatTheEnvironmentSaysInTheLibrarysOwnWords() {
        var sets = InstructionSet.toTry(Optional.empty(), Optional.of("AVX2_VNNI"), "amd64");
        assertThat(sets).extracting(InstructionSet::cap).containsExactly("AVX2_VNNI");
    }

    @Test
    void anythingElseIsAnErrorThatNamesWhatIsAllowed() {
        assertThatThrownBy(() -> labels(Optional.of("mmx"), Optional.empty(), "amd64"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limbeck.engine.instruction-set is mmx, "
                        + "allowed are auto, all, avx512_core, avx2, avx, sse41");
    }

    private static List<String> labels(Optional<String> setting, Optional<String> variable, String architecture) {
        return InstructionSet.toTry(setting, variable, architecture).stream()
                .map(InstructionSet::label)
                .toList();
    }
}
