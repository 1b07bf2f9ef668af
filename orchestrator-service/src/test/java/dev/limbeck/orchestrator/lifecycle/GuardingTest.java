package dev.limbeck.orchestrator.lifecycle;

import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.distilling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected.Signal;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.orchestrator.Examples;
import org.junit.jupiter.api.Test;

class GuardingTest {
    private static final DistillationRun RUN = Examples.run("digits");

    private static DistillationRun following(String action) {
        return Examples.with(RUN, "watch: {\"teacher\": {\"action\": \"%s\"}}".formatted(action));
    }

    @Test
    void nothingIsPromotedWhileTheTeacherIsBehind() {
        // Given
        var run = distilling(RUN).teacherFallsBehind(0.8);
        // When
        var held = run.announce("small", 100);
        run.measure(0.9);
        // Then
        assertThat(run.phaseOf(held)).isEqualTo(Candidate.Phase.REJECTED);
        assertThat(run.lastLine().note())
                .startsWith("It is held: Teacher v1 fell behind: it is right on 80.00 % of the newest 400 labelled");
        // When
        run.teacherCatchesUp();
        var next = run.announce("small", 200);
        run.measure(0.9);
        // Then
        assertThat(run.phaseOf(next)).isEqualTo(Candidate.Phase.PROMOTING);
    }

    @Test
    void aPromotionThatIsUnderWayIsCarriedOut() {
        // Given
        var run = distilling(RUN);
        var candidate = run.announce("small", 100);
        run.measure(0.9);
        // When
        run.teacherFallsBehind(0.8).moveChampion();
        // Then
        assertThat(run.phaseOf(candidate)).isEqualTo(Candidate.Phase.PROMOTED);
    }

    @Test
    void nobodyCanApproveWhileTheTeacherIsBehind() {
        // Given
        var run = distilling(Examples.declared("digits", "v1", "0.9", "manual", "{}"));
        var candidate = run.announce("small", 100);
        run.measure(0.9).teacherFallsBehind(0.8);
        // When
        run.approve(candidate);
        // Then
        assertThat(run.phaseOf(candidate)).isEqualTo(Candidate.Phase.AWAITING_APPROVAL);
        assertThat(run.lastLine().note()).startsWith("Refused: Nothing is promoted for now. Teacher v1 fell behind");
        // When
        run.teacherCatchesUp().approve(candidate);
        // Then
        assertThat(run.phaseOf(candidate)).isEqualTo(Candidate.Phase.PROMOTING);
    }

    @Test
    void theWeightFollowsWhatIsLeftOfTheTeachersSkill() {
        assertThat(Guarding.remainingSkill(0.98, 0.98, 0.1)).isEqualTo(1);
        assertThat(Guarding.remainingSkill(0.99, 0.98, 0.1)).isEqualTo(1);
        assertThat(Guarding.remainingSkill(0.54, 0.98, 0.1)).isEqualTo(0.5, within(1e-12));
        assertThat(Guarding.remainingSkill(0.1, 0.98, 0.1)).isZero();
        assertThat(Guarding.remainingSkill(0.05, 0.98, 0.1)).isZero();
        assertThat(Guarding.remainingSkill(0.5, 0.1, 0.1)).isZero();
    }

    @Test
    void softTargetsWeighLessUntilTheTeacherHasCaughtUp() {
        // When
        var run = distilling(RUN).teacherFallsBehind(0.54);
        // Then
        assertThat(run.state().currentGeneration().adjustment().softTargetWeightFactor())
                .isEqualTo(0.5, within(1e-12));
        // When: it gets worse, then is said to be a little better
        run.teacherFallsBehind(0.32).teacherFallsBehind(0.5);
        // Then
        assertThat(run.state().currentGeneration().adjustment().softTargetWeightFactor())
                .isEqualTo(0.25, within(1e-12));
        // When
        run.teacherCatchesUp();
        // Then
        assertThat(run.state().currentGeneration().adjustment()).isEqualTo(Adjustment.NONE);
        assertThat(run.state().teacherBehind()).isEmpty();
    }

    @Test
    void aPausedRunStaysPausedForAPerson() {
        // When
        var run = distilling(following("pause")).teacherFallsBehind(0.8);
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.PAUSED);
        assertThat(run.state().note().orElseThrow()).endsWith("and the run is paused.");
        assertThat(run.state().currentGeneration().adjustment()).isEqualTo(Adjustment.NONE);
        // When
        run.teacherCatchesUp();
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.PAUSED);
        assertThat(run.state().teacherBehind()).isEmpty();
    }

    @Test
    void whereOnlyALineIsAskedForItIsStillNotPromoted() {
        // When
        var run = distilling(following("notify")).teacherFallsBehind(0.8);
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.DISTILLING);
        assertThat(run.state().currentGeneration().adjustment()).isEqualTo(Adjustment.NONE);
        assertThat(run.state().teacherBehind()).isPresent();
    }

    @Test
    void theSameTeacherStaysBehindInTheNextGenerationAndAnotherIsNot() {
        // Given
        var drifting = Examples.with(RUN, "watch: {\"drift\": {\"action\": \"redistil\"}}");
        var run = distilling(drifting).teacherFallsBehind(0.54);
        // When
        run.drift(Signal.INPUT, 3000);
        // Then
        assertThat(run.state().teacherBehind()).isPresent();
        assertThat(run.state().currentGeneration().adjustment().softTargetWeightFactor())
                .isEqualTo(0.5, within(1e-12));
        // When
        run.apply(Examples.with(
                Examples.declared("digits", "v2", "0.9", "automatic", "{}"),
                "watch: {\"drift\": {\"action\": \"redistil\"}}"));
        // Then
        assertThat(run.state().teacherBehind()).isEmpty();
        assertThat(run.state().currentGeneration().adjustment()).isEqualTo(Adjustment.NONE);
    }

    @Test
    void whatIsSaidOfAnotherTeacherChangesNothing() {
        // Given
        var run = distilling(RUN);
        var before = run.state();
        // When
        run.event(new RunEvent.TeacherFellBehind("digits", 1, "v0", 400, 0.98, 0.5, 0.2, Examples.NOW));
        run.event(new RunEvent.TeacherCaughtUp("digits", 1, "v1", 400, 0.98, Examples.NOW));
        // Then
        assertThat(run.state()).isEqualTo(before);
    }
}
