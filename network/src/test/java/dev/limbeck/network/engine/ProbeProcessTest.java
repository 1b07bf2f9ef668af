package dev.limbeck.network.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.network.engine.Attempt.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeProcessTest {
    private static final String BEGINS = "echo 'limbeck-self-test begins linear'; ";
    private static final String RIGHT =
            BEGINS + "echo 'limbeck-self-test part {\"name\":\"linear\",\"ok\":true,\"detail\":\"2 networks\"}'; ";
    private static final String COMPLETE = "echo 'limbeck-self-test complete'; ";

    @Test
    void aTestThatGoesThroughIsRight() {
        var attempt = run(RIGHT + COMPLETE);

        assertThat(attempt.outcome()).isEqualTo(Outcome.RIGHT);
        assertThat(attempt.parts()).containsExactly(new TestedPart("linear", true, "2 networks"));
    }

    @Test
    void itRunsUnderTheInstructionSetThatItIsAskedAbout() {
        var attempt = run("test \"$ONEDNN_MAX_CPU_ISA\" = AVX || exit 1; " + RIGHT + COMPLETE);
        assertThat(attempt.outcome()).isEqualTo(Outcome.RIGHT);
    }

    @Test
    void theLibraryIsNamedAsItNamesItself() {
        var attempt = run("echo 'onednn_verbose,v1,info,oneDNN v3.7.1 (commit 8d26)';"
                + "echo 'onednn_verbose,v1,info,cpu,isa:Intel AVX2';" + RIGHT + COMPLETE);

        assertThat(attempt.library()).isEqualTo("oneDNN 3.7.1");
        assertThat(attempt.effective()).isEqualTo("Intel AVX2");
    }

    @Test
    void aPartThatDiffersIsWrong() {
        var attempt = run(BEGINS
                + "echo 'limbeck-self-test part {\"name\":\"linear\",\"ok\":false,\"detail\":\"a logit is NaN\"}'");

        assertThat(attempt.outcome()).isEqualTo(Outcome.WRONG);
        assertThat(attempt.detail()).isEqualTo("linear: a logit is NaN");
    }

    @Test
    void aCrashIsNamedWithItsPlaceAndLastWords() {
        var attempt = run(RIGHT + "echo 'limbeck-self-test begins residual network';"
                + "echo 'corrupted size vs. prev_size' >&2; kill -ABRT $$");

        assertThat(attempt.outcome()).isEqualTo(Outcome.CRASHED);
        assertThat(attempt.detail())
                .isEqualTo("ended with exit code 134 in residual network: corrupted size vs. prev_size");
    }

    /** As it ends by a signal; what runs in the background may ignore the two that a terminal sends. */
    @ParameterizedTest
    @ValueSource(strings = {"exit 129", "exit 130", "exit 143", "kill -KILL $$"})
    void aTestThatIsStoppedTellsNothingOfTheEngine(String end) {
        assertThatThrownBy(() -> run(RIGHT + end))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was stopped")
                .hasMessageContaining("begins anew");
    }

    @Test
    void aTestThatEndsEarlyWithoutAWordIsNotRight() {
        assertThat(run(RIGHT).outcome()).isEqualTo(Outcome.CRASHED);
        assertThat(run(COMPLETE).outcome()).isEqualTo(Outcome.CRASHED);
        assertThat(run(RIGHT + COMPLETE + "exit 3").outcome()).isEqualTo(Outcome.CRASHED);
    }

    @Test
    void aTestThatHangsIsEnded() {
        var attempt = new ProbeProcess(List.of("sh", "-c", BEGINS + "exec sleep 600"), Map.of(), Duration.ofMillis(200))
                .run(InstructionSet.ALL);

        assertThat(attempt.outcome()).isEqualTo(Outcome.HUNG);
        assertThat(attempt.detail()).startsWith("did not end within");
    }

    private static Attempt run(String script) {
        return new ProbeProcess(List.of("sh", "-c", script), Map.of(), Duration.ofMinutes(1))
                .run(InstructionSet.of("avx"));
    }
}
