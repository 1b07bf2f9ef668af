package dev.limbeck.orchestrator.lifecycle;

import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.distilling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.orchestrator.Examples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SupersedingTest {
    private static final DistillationRun RUN = Examples.run("digits");

    @Test
    void whatIsOlderThanWhatWasJudgedIsNotMeasured() {
        // Given
        var run = distilling(RUN);
        run.promote("small", 100, 0.9);
        run.announce("small", 300);
        run.measure(0.8);
        // When
        run.announce("small", 200);
        // Then
        assertThat(run.pending()).isEmpty();
        assertThat(run.state().comparisons()).isEqualTo(1);
        assertThat(run.lastLine().note())
                .isEqualTo(
                        "Checkpoint step-200 of small is not measured: It is superseded by checkpoint step-300, which"
                                + " is newer and judged already.");
    }

    @Test
    void whatWaitsIsPassedOverWhenANewerOneIsJudgedFirst() {
        // Given
        var run = distilling(RUN);
        run.promote("small", 100, 0.9);
        var older = run.announce("small", 200);
        var orderOfOlder = run.newest(RunOrder.Evaluate.class);
        run.announce("small", 300);
        // When
        run.measure(0.8);
        // Then
        assertThat(run.pending()).isEmpty();
        assertThat(run.state().candidate(older.digest()).orElseThrow())
                .returns(Candidate.Phase.REJECTED, Candidate::phase)
                .returns(false, Candidate::measured)
                .returns(
                        Optional.of("It is superseded by checkpoint step-300, which is newer and judged already."),
                        Candidate::reason);
        // When
        run.report(Examples.report(orderOfOlder, 0.99));
        // Then
        assertThat(run.phaseOf(older)).isEqualTo(Candidate.Phase.REJECTED);
        assertThat(run.state().comparisons()).isEqualTo(1);
    }

    @Test
    void anotherStudentsCheckpointsAndNewerOnesGoOn() {
        // Given
        var run = distilling(RUN);
        var newer = run.announce("small", 300);
        var control = run.announce("control", 100);
        run.announce("small", 200);
        // When
        run.measure(0.9);
        // Then
        assertThat(run.state().candidate("small-g1-200").map(Candidate::phase)).contains(Candidate.Phase.PROMOTING);
        // When
        run.moveChampion();
        // Then
        assertThat(run.pending())
                .extracting(order -> ((RunOrder.Evaluate) order).candidate())
                .containsExactlyInAnyOrder(newer, control);
    }

    @Test
    void whatCannotBeMeasuredIsNotJudged() {
        // Given
        var run = distilling(RUN);
        var older = run.announce("small", 200);
        run.announce("small", 300);
        // When
        run.refuse(run.newest(RunOrder.Evaluate.class));
        // Then
        assertThat(run.pending())
                .extracting(order -> ((RunOrder.Evaluate) order).candidate())
                .containsExactly(older);
    }

    @Test
    void whatAPersonApprovedIsMeasuredAgainHoweverOldItIs() {
        // Given
        var run = distilling(Examples.declared("digits", "v1", "0.9", "manual", "{}"));
        CheckpointAnnounced first = run.announce("small", 100);
        run.measure(0.9);
        var second = run.announce("small", 200);
        run.measure(0.95).approve(first).moveChampion().approve(second);
        // When
        run.announce("small", 300);
        run.measure(0.85);
        // Then
        assertThat(run.phaseOf(second)).isEqualTo(Candidate.Phase.EVALUATING);
        assertThat(run.pending())
                .extracting(order -> ((RunOrder.Evaluate) order).candidate())
                .containsExactly(second);
    }
}
