package dev.limbeck.network.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.network.engine.Attempt.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void aMachineThatIsRightAtFullSpeedStaysThere() {
        var verdict = Verdict.of(subject("all", "avx2"), set -> attempt(set, Outcome.RIGHT));

        assertThat(verdict.required().instructionSet()).isEqualTo(InstructionSet.ALL);
        assertThat(verdict.rejected()).isEmpty();
    }

    @Test
    void theFirstThatIsRightIsTakenHoweverThoseBeforeItFailed() {
        var outcomes =
                Map.of("all", Outcome.CRASHED, "avx2", Outcome.WRONG, "avx", Outcome.HUNG, "sse41", Outcome.RIGHT);

        var verdict = Verdict.of(
                subject("all", "avx2", "avx", "sse41"),
                set -> attempt(set, outcomes.getOrDefault(set.label(), Outcome.WRONG)));

        assertThat(verdict.required().instructionSet().label()).isEqualTo("sse41");
        assertThat(verdict.rejected()).hasSize(3);
    }

    @Test
    void whereNothingIsRightNothingStartsAndWhatDifferedIsNamed() {
        var verdict = Verdict.of(subject("all", "avx"), set -> attempt(set, Outcome.WRONG));

        assertThatThrownBy(verdict::required)
                .isInstanceOf(UnsoundEngineException.class)
                .hasMessage("PyTorch does not compute rightly on this machine, so nothing is started: "
                        + "with all: WRONG on all; with avx: WRONG on avx");
        assertThat(verdict.isToKeep()).isFalse();
    }

    @Test
    void oneThatABusyMachineMayHaveDecidedIsNotKept() {
        var verdict = Verdict.of(
                subject("all", "avx"),
                set -> attempt(set, set.equals(InstructionSet.ALL) ? Outcome.HUNG : Outcome.RIGHT));

        assertThat(verdict.accepted()).isPresent();
        assertThat(verdict.isToKeep()).isFalse();
    }

    static Subject subject(String... ladder) {
        return new Subject(
                1,
                "PyTorch 2.7.1",
                new TreeMap<>(Map.of("model", "2")),
                1,
                new TreeMap<>(),
                List.of(ladder).stream().map(InstructionSet::of).toList());
    }

    static Attempt attempt(InstructionSet set, Outcome outcome) {
        return new Attempt(
                set,
                outcome,
                List.of(new TestedPart("linear", outcome == Outcome.RIGHT, "compared")),
                outcome + " on " + set,
                "oneDNN 3.7.1",
                "Intel AVX");
    }
}
