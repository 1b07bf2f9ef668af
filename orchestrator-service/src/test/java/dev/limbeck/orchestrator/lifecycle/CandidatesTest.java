package dev.limbeck.orchestrator.lifecycle;

import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.distilling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.orchestrator.Examples;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static final DistillationRun RUN = Examples.run("digits");
    private static final DistillationRun MANUAL = Examples.declared("digits", "v1", "0.9", "manual", "{}");

    @Test
    void theFirstMeasuredCandidateBecomesChampion() {
        // Given
        var run = distilling(RUN);
        // When
        var checkpoint = run.promote("small", 100, 0.9);
        // Then
        assertThat(run.orders())
                .extracting(RunOrder::orderId)
                .contains("digits/g1/evaluate/small-g1-100/none", "digits/g1/promote/small-g1-100");
        assertThat(run.phaseOf(checkpoint)).isEqualTo(Candidate.Phase.PROMOTED);
        assertThat(run.state().currentChampion().orElseThrow().location()).isEqualTo("promoted/small-g1-100");
        assertThat(run.pending()).isEmpty();
    }

    @Test
    void aCandidateThatIsNotBetterIsRejectedWithTheNumbers() {
        // Given
        var run = distilling(RUN);
        run.promote("small", 100, 0.9);
        // When
        var worse = run.announce("small", 200);
        run.measure(0.89);
        // Then
        var candidate = run.state().candidate(worse.digest()).orElseThrow();
        assertThat(candidate.phase()).isEqualTo(Candidate.Phase.REJECTED);
        assertThat(candidate.reason().orElseThrow()).contains("89.000 %", "90.000 %");
        assertThat(candidate.report()).isEmpty();
    }

    @Test
    void onlyAComparisonWithAChampionSpendsOfTheErrorBudget() {
        // Given
        var run = distilling(RUN);
        // When
        run.promote("small", 100, 0.9);
        run.announce("control", 100);
        run.measure(0.99);
        // Then
        assertThat(run.state().comparisons()).isZero();
        // When
        run.announce("small", 200);
        run.measure(0.89);
        var better = run.promote("small", 300, 0.95);
        // Then
        assertThat(run.state().comparisons()).isEqualTo(2);
        assertThat(run.state()
                        .candidate(better.digest())
                        .orElseThrow()
                        .evidence()
                        .orElseThrow()
                        .test()
                        .orElseThrow()
                        .comparison())
                .isEqualTo(2);
    }

    @Test
    void theComparisonsAreCountedOverRollBacksAndGenerations() {
        // Given
        var run = distilling(RUN);
        var first = run.promote("small", 100, 0.9);
        run.promote("small", 200, 0.95);
        run.rollBack(first).moveChampion();
        // When
        run.apply(Examples.declared("digits", "v2", "0.9", "automatic", "{}"))
                .provision()
                .teach(0.95);
        run.announce("small", 100);
        run.measure(0.91);
        // Then
        assertThat(run.state().comparisons()).isEqualTo(2);
    }

    @Test
    void whatIsMeasuredAgainBesideAnotherChampionIsComparedAgain() {
        // Given
        var run = distilling(MANUAL);
        var first = run.announce("small", 100);
        run.measure(0.9).approve(first).moveChampion();
        var second = run.announce("small", 200);
        run.measure(0.95);
        var third = run.announce("small", 300);
        run.measure(0.97);
        run.approve(second).moveChampion();
        // When
        run.approve(third).measure(0.99);
        // Then
        assertThat(run.state().comparisons()).isEqualTo(3);
        assertThat(run.phaseOf(third)).isEqualTo(Candidate.Phase.AWAITING_APPROVAL);
    }

    @Test
    void theSameCheckpointIsOrderedOnce() {
        // Given
        var run = distilling(RUN);
        run.announce("small", 100);
        var before = run.state();
        // When
        run.announce("small", 100);
        // Then
        assertThat(run.state()).isEqualTo(before);
    }

    @Test
    void aCheckpointOfAnEarlierGenerationIsOnlyRecorded() {
        // Given
        var run = distilling(RUN)
                .apply(Examples.declared("digits", "v2", "0.9", "automatic", "{}"))
                .provision()
                .teach(0.95);
        // When
        run.take(new RunInput.Checkpoint(Examples.checkpoint("digits", 1, "small", 100)));
        // Then
        assertThat(run.state().candidates()).isEmpty();
        assertThat(run.lastLine().note()).contains("of generation 1");
    }

    @Test
    void aReportOfAnotherAttemptCountsNoLonger() {
        // Given
        var run = distilling(RUN);
        var checkpoint = run.announce("small", 100);
        var first = run.newest(RunOrder.Evaluate.class);
        run.timer(first);
        // When
        run.report(Examples.report(first, 0.99));
        // Then
        assertThat(run.phaseOf(checkpoint)).isEqualTo(Candidate.Phase.EVALUATING);
        // When
        run.measure(0.99);
        // Then
        assertThat(run.phaseOf(checkpoint)).isEqualTo(Candidate.Phase.PROMOTING);
    }

    @Test
    void whileOneIsPromotedOthersWaitAndAreMeasuredAgainBesideIt() {
        // Given
        var run = distilling(RUN);
        var first = run.announce("small", 100);
        var firstOrder = run.newest(RunOrder.Evaluate.class);
        var second = run.announce("small", 200);
        var secondOrder = run.newest(RunOrder.Evaluate.class);
        // When
        run.report(Examples.report(firstOrder, 0.9)).report(Examples.report(secondOrder, 0.95));
        // Then
        assertThat(run.phaseOf(first)).isEqualTo(Candidate.Phase.PROMOTING);
        assertThat(run.phaseOf(second)).isEqualTo(Candidate.Phase.EVALUATING);
        assertThat(run.pending()).hasOnlyElementsOfType(RunOrder.Promote.class);
        // When
        run.moveChampion();
        // Then
        var again = run.newest(RunOrder.Evaluate.class);
        assertThat(again.candidate()).isEqualTo(second);
        assertThat(again.champion().map(Champion::checkpointDigest)).contains(first.digest());
        assertThat(run.measure(0.95).moveChampion().state().champion()).contains(second.digest());
    }

    @Test
    void whatWasMeasuredBesideAFormerChampionIsMeasuredAgain() {
        // Given
        var run = distilling(RUN);
        var first = run.announce("small", 100);
        var firstOrder = run.newest(RunOrder.Evaluate.class);
        var second = run.announce("small", 200);
        var secondOrder = run.newest(RunOrder.Evaluate.class);
        run.report(Examples.report(firstOrder, 0.9)).moveChampion();
        // When
        run.report(Examples.report(secondOrder, 0.95));
        // Then
        assertThat(run.phaseOf(second)).isEqualTo(Candidate.Phase.EVALUATING);
        assertThat(run.newest(RunOrder.Evaluate.class).champion().map(Champion::checkpointDigest))
                .contains(first.digest());
    }

    @Test
    void theControlIsComparedWithButNeverPromoted() {
        // Given
        var run = distilling(RUN);
        var control = run.announce("control", 100);
        run.measure(0.99);
        // When
        run.announce("small", 100);
        // Then
        assertThat(run.phaseOf(control)).isEqualTo(Candidate.Phase.REJECTED);
        assertThat(run.newest(RunOrder.Evaluate.class).control()).contains(control);
    }

    @Test
    void aPersonApproves() {
        // Given
        var run = distilling(MANUAL);
        var checkpoint = run.announce("small", 100);
        run.measure(0.9);
        assertThat(run.phaseOf(checkpoint)).isEqualTo(Candidate.Phase.AWAITING_APPROVAL);
        assertThat(run.pending()).isEmpty();
        // When
        run.approve(checkpoint);
        // Then
        assertThat(run.newest(RunOrder.Promote.class).decision().reason()).endsWith("It is approved: good enough");
        assertThat(run.moveChampion().phaseOf(checkpoint)).isEqualTo(Candidate.Phase.PROMOTED);
    }

    @Test
    void approvalBesideAFormerChampionMeasuresAgain() {
        // Given
        var run = distilling(MANUAL);
        var first = run.announce("small", 100);
        run.measure(0.9);
        var second = run.announce("small", 200);
        run.measure(0.95);
        run.approve(first).moveChampion();
        // When
        run.approve(second);
        // Then
        assertThat(run.phaseOf(second)).isEqualTo(Candidate.Phase.EVALUATING);
        assertThat(run.newest(RunOrder.Evaluate.class).champion().map(Champion::checkpointDigest))
                .contains(first.digest());
        assertThat(run.measure(0.95).phaseOf(second)).isEqualTo(Candidate.Phase.AWAITING_APPROVAL);
        assertThat(run.approve(second).moveChampion().state().champion()).contains(second.digest());
    }

    @Test
    void aPersonRejects() {
        // Given
        var run = distilling(MANUAL);
        var checkpoint = run.announce("small", 100);
        run.measure(0.9);
        // When
        run.reject(checkpoint);
        // Then
        assertThat(run.phaseOf(checkpoint)).isEqualTo(Candidate.Phase.REJECTED);
        assertThat(run.lastLine().note()).isEqualTo("Approval was denied: too slow");
    }

    @Test
    void theChampionIsRolledBackToAnEarlierOneAndForthAgain() {
        // Given
        var run = distilling(RUN);
        var first = run.promote("small", 100, 0.9);
        var second = run.promote("small", 200, 0.95);
        // When
        run.rollBack(null);
        // Then
        assertThat(run.lastLine().note()).endsWith(": it misreads sevens");
        assertThat(run.moveChampion().state().champion()).contains(first.digest());
        // When
        run.rollBack(second).moveChampion().rollBack(first).moveChampion();
        // Then
        assertThat(run.state().champion()).contains(first.digest());
        assertThat(run.orders()).extracting(RunOrder::orderId).doesNotHaveDuplicates();
        assertThat(run.rollBack(first).lastLine().note()).contains("Refused");
    }

    @Test
    void aPromotionThatIsRefusedLetsTheNextOneTry() {
        // Given
        var run = distilling(RUN);
        var first = run.announce("small", 100);
        run.measure(0.9);
        var second = run.announce("small", 200);
        // When
        run.refuse(run.newest(RunOrder.Promote.class));
        // Then
        assertThat(run.phaseOf(first)).isEqualTo(Candidate.Phase.REJECTED);
        assertThat(run.state().candidate(first.digest()).orElseThrow().reason()).contains("There is no disk.");
        assertThat(run.newest(RunOrder.Evaluate.class).candidate()).isEqualTo(second);
    }

    @Test
    void theNewestCandidatesAndThePromotedOnesAreKept() {
        // Given
        var run = distilling(RUN);
        var champion = run.promote("small", 1, 0.9);
        // When
        for (int step = 2; step < 100; step++) {
            run.announce("small", step);
            run.measure(0.1);
        }
        // Then
        assertThat(run.state().candidates()).hasSize(65);
        assertThat(run.state().candidate(champion.digest())).isPresent();
    }

    @Test
    void ofCandidatesThatNobodyMeasuresTheOldestArePassedOver() {
        // Given
        var run = distilling(RUN);
        // When
        for (int step = 1; step < 100; step++) {
            run.announce("small", step);
        }
        // Then
        assertThat(run.state().candidates()).hasSize(64);
        assertThat(run.pending()).hasSize(64);
        assertThat(run.phase()).isEqualTo(RunPhase.DISTILLING);
    }
}
