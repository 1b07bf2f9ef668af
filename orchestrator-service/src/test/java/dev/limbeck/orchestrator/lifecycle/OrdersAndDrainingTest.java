package dev.limbeck.orchestrator.lifecycle;

import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.declared;
import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.distilling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.orchestrator.Examples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OrdersAndDrainingTest {
    private static final DistillationRun RUN = Examples.run("digits");

    @Test
    void anOrderThatIsNotAnsweredIsGivenAgainWithTheNextAttempt() {
        // Given
        var run = declared(RUN);
        var first = run.newest(RunOrder.Provision.class);
        // When
        run.timer(first);
        // Then
        assertThat(run.pending()).containsExactly(first.again());
        assertThat(run.orders()).containsExactly(first, first.again());
        assertThat(run.state().orders().get(0).due()).isEqualTo(run.now().plusSeconds(60));
    }

    @Test
    void aTimerOfAnEarlierAttemptChangesNothing() {
        // Given
        var run = declared(RUN);
        var first = run.newest(RunOrder.Provision.class);
        run.timer(first);
        var before = run.state();
        // When
        run.timer(first);
        // Then
        assertThat(run.state()).isEqualTo(before);
    }

    @Test
    void afterFiveAttemptsAnOrderIsGivenUp() {
        // Given
        var run = distilling(RUN);
        var checkpoint = run.announce("small", 100);
        // When
        for (int i = 0; i < 5; i++) {
            run.timer(run.newest(RunOrder.Evaluate.class));
        }
        // Then
        assertThat(run.newest(RunOrder.Evaluate.class).attempt()).isEqualTo(5);
        assertThat(run.phaseOf(checkpoint)).isEqualTo(Candidate.Phase.REJECTED);
        assertThat(run.lastLine().note()).contains("5 attempts");
    }

    @Test
    void aPauseUsesUpNoAttempts() {
        // Given
        var run = distilling(RUN);
        run.announce("small", 100);
        var order = run.newest(RunOrder.Evaluate.class);
        run.pause();
        // When
        for (int i = 0; i < 9; i++) {
            run.pass(Duration.ofMinutes(10));
            run.timer(order);
        }
        // Then
        assertThat(run.pending()).containsExactly(order);
        assertThat(run.state().orders().get(0).due()).isAfter(run.now());
    }

    @Test
    void aStudentThatRetentionHasOvertakenStandsInTheHistory() {
        // Given
        var run = distilling(RUN);
        // When
        run.event(
                new RunEvent.ExamplesGone("digits", "small", "limbeck.examples.digits.g1", 1, 100, 150, 50, run.now()));
        // Then
        assertThat(run.state().phase()).isEqualTo(RunPhase.DISTILLING);
        assertThat(run.lastLine().note())
                .isEqualTo(
                        "Student small stands still, for retention has removed what it needs next: offsets 100 to 149"
                                + " of limbeck.examples.digits.g1-1.");
    }

    @Test
    void aTeacherThatRetentionHasOvertakenStandsInTheHistory() {
        // Given
        var run = distilling(RUN);
        // When
        run.event(new RunEvent.RecordsGone("digits", 1, "production.digits", 0, 160, 300, 140, run.now()));
        // Then
        assertThat(run.state().phase()).isEqualTo(RunPhase.DISTILLING);
        assertThat(run.lastLine().cause()).isEqualTo("records-gone g1 production.digits-0");
        assertThat(run.lastLine().note())
                .isEqualTo("The teacher stands still, for retention has removed 140 records that it was to label next:"
                        + " offsets 160 to 299 of production.digits-0.");
    }

    @Test
    void aTopicThatIsNotTheOneThatWasReadStandsInTheHistory() {
        // Given
        var run = distilling(RUN);
        // When
        run.event(new RunEvent.TopicChanged(
                "digits", "student small", "examples", "examples was re-created: it has topic id B", run.now()));
        // Then
        assertThat(run.state().phase()).isEqualTo(RunPhase.DISTILLING);
        assertThat(run.lastLine().note())
                .isEqualTo("The student small stands still: examples was re-created: it has topic id B.");
    }

    @Test
    void aRunCompletesWhenAllIsTrainedOnAndMeasured() {
        // Given
        var run = distilling(RUN).drain();
        assertThat(run.state().isLabelling()).isTrue();
        run.sourceDrained();
        assertThat(run.state().isLabelling()).isFalse();
        run.announce("small", 100);
        // When
        run.studentsDrained();
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.DRAINING);
        // When
        run.measure(0.9).studentsDrained().moveChampion().studentsDrained();
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.COMPLETED);
        assertThat(run.state().champion()).isPresent();
    }

    @Test
    void studentsThatAreThroughBeforeTheSourceIsEndNothing() {
        assertThat(distilling(RUN).drain().studentsDrained().phase()).isEqualTo(RunPhase.DRAINING);
    }

    @Test
    void asManyRecordsAsDeclaredDrainTheRun() {
        // Given
        var run = distilling(RUN);
        var reached = new RunEvent.RecordsReached("digits", 1000, run.now());
        // When
        run.event(reached);
        var after = run.state();
        run.event(reached);
        // Then
        assertThat(after.phase()).isEqualTo(RunPhase.DRAINING);
        assertThat(run.state()).isEqualTo(after);
    }

    @Test
    void aCompletedRunsChampionCanStillBeApprovedAndRolledBack() {
        // Given
        var run = distilling(Examples.declared("digits", "v1", "0.9", "manual", "{}"));
        var first = run.announce("small", 100);
        run.measure(0.9).approve(first).moveChampion();
        var second = run.announce("small", 200);
        run.measure(0.95).drain().sourceDrained().studentsDrained();
        assertThat(run.phase()).isEqualTo(RunPhase.COMPLETED);
        // When
        run.approve(second).moveChampion();
        // Then
        assertThat(run.state().champion()).contains(second.digest());
        assertThat(run.rollBack(null).moveChampion().state().champion()).contains(first.digest());
        assertThat(run.phase()).isEqualTo(RunPhase.COMPLETED);
    }

    @Test
    void aRunOfWhichNothingCouldBeMeasuredIsCompletedAndSaysWhyItHasNoChampion() {
        // Given
        var run = distilling(RUN).drain().sourceDrained();
        run.announce("small", 100);
        var order = run.newest(RunOrder.Evaluate.class);
        run.studentsDrained();
        assertThat(run.phase()).isEqualTo(RunPhase.DRAINING);
        // When
        run.event(new RunEvent.OrderRefused(
                order.run(),
                order.orderId(),
                order.attempt(),
                "It cannot be measured: there are 12 examples.",
                Examples.NOW));
        run.studentsDrained();
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.COMPLETED);
        assertThat(run.state().champion()).isEmpty();
        assertThat(run.state().note()).contains("There is no champion: It cannot be measured: there are 12 examples.");
    }

    @Test
    void aRunWithoutACheckpointIsCompletedAndSaysSo() {
        // When
        var run = distilling(RUN).drain().sourceDrained().studentsDrained();
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.COMPLETED);
        assertThat(run.state().note())
                .contains("There is no champion: no student has written a checkpoint that could be one.");
    }
}
