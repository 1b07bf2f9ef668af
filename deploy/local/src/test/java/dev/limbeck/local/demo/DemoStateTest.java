package dev.limbeck.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.local.Examples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoStateTest {
    private static final Ledger ALL = new Ledger(950, 50, 0, Map.of());
    private static final List<PartStatus> QUIET = List.of(
            Examples.teacher(0),
            Examples.student("small-cnn", "step-2", 0, ALL),
            Examples.student("control", "step-1", 0, Ledger.empty()));
    private static final List<Candidate> DECIDED = List.of(
            Examples.candidate("small-cnn", "step-2", "aa", Candidate.Phase.PROMOTED),
            Examples.candidate("control", "step-1", "bb", Candidate.Phase.REJECTED));

    @Test
    void isDoneWhenAllIsAccountedForAndDecidedOn() {
        assertThat(state(QUIET, DECIDED).isDone(0)).isTrue();
    }

    @Test
    void isNotDoneWhileACheckpointWaitsForADecision() {
        // Given
        var candidates =
                List.of(Examples.candidate("small-cnn", "step-2", "aa", Candidate.Phase.PROMOTING), DECIDED.get(1));
        // Then
        assertThat(state(QUIET, candidates).isDone(0)).isFalse();
    }

    @Test
    void isNotDoneBeforeTheNewestCheckpointIsACandidate() {
        // Given
        var parts = List.of(QUIET.get(0), Examples.student("small-cnn", "step-3", 0, ALL), QUIET.get(2));
        // Then
        assertThat(state(parts, DECIDED).isDone(0)).isFalse();
    }

    @Test
    void isNotDoneWithStepsThatNoCheckpointHas() {
        // Given
        var parts = List.of(QUIET.get(0), Examples.student("small-cnn", "step-2", 1, ALL), QUIET.get(2));
        // Then
        assertThat(state(parts, DECIDED).isDone(0)).isFalse();
    }

    @Test
    void isNotDoneWhileNobodySpeaksForAStudentOrTheTeacher() {
        assertThat(state(QUIET.subList(0, 2), DECIDED).isDone(0)).isFalse();
        assertThat(state(QUIET.subList(1, 3), DECIDED).isDone(0)).isFalse();
    }

    @Test
    void whatTheTeacherCouldNotUseNeedNotBeLearnt() {
        // Given
        var ledger = new Ledger(940, 50, 0, Map.of());
        var parts = List.of(QUIET.get(0), Examples.student("small-cnn", "step-2", 0, ledger), QUIET.get(2));
        // Then
        assertThat(state(parts, DECIDED).isDone(0)).isFalse();
        assertThat(state(parts, DECIDED).isDone(10)).isTrue();
    }

    @Test
    void theNewestReportOfAStudentCounts() {
        // Given
        var state = new DemoState(
                1_000,
                1_000,
                Examples.state(RunPhase.DISTILLING, DECIDED, List.of()),
                QUIET,
                List.of(
                        Examples.report("small-cnn", "step-2", Examples.NOW),
                        Examples.report("small-cnn", "step-1", Examples.NOW.minusSeconds(5))));
        // Then
        assertThat(state.score("small-cnn").orElseThrow().checkpointId()).isEqualTo("step-2");
        assertThat(state.score("control")).isEmpty();
    }

    private static DemoState state(List<PartStatus> parts, List<Candidate> candidates) {
        return new DemoState(
                1_000,
                1_000,
                Examples.state(RunPhase.DISTILLING, candidates, List.of()),
                parts,
                List.of(
                        Examples.report("small-cnn", "step-2", Examples.NOW),
                        Examples.report("control", "step-1", Examples.NOW)));
    }
}
