package dev.limbeck.orchestrator.lifecycle;

import static dev.limbeck.orchestrator.Examples.NOW;
import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.declared;
import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.distilling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.orchestrator.Examples;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TeacherAndGenerationTest {
    private static final DistillationRun RUN = Examples.run("digits");
    private static final DistillationRun OTHER_TEACHER = Examples.declared("digits", "v2", "0.9", "automatic", "{}");

    @Test
    void aDeclaredRunIsProvisioned() {
        // When
        var run = declared(RUN);
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.PROVISIONING);
        assertThat(run.orders()).containsExactly(new RunOrder.Provision("digits/g1/provision", 1, "digits", 1));
        assertThat(run.history()).extracting(RunHistoryEntry::to).containsExactly("PENDING", "PROVISIONING");
        assertThat(run.state().revision()).isEqualTo(1);
    }

    @Test
    void aTeacherThatIsGoodEnoughLabels() {
        // When
        var run = distilling(RUN);
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.DISTILLING);
        assertThat(run.state().isLabelling()).isTrue();
        assertThat(run.history())
                .extracting(RunHistoryEntry::to)
                .containsExactly("PENDING", "PROVISIONING", "TEACHER", "TEACHER_GATE", "DISTILLING");
    }

    @Test
    void aTeacherThatIsNotFailsTheRunAndSaysWhy() {
        // When
        var run = declared(RUN).provision().teach(0.8);
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.FAILED);
        assertThat(run.state().note()).contains("Teacher v1 has accuracy 80.000 %, and the run demands 90.000 %.");
    }

    @Test
    void aTeacherWithoutAccuracyPassesOnlyWhereNoneIsDemanded() {
        // Given
        var demanding = declared(RUN).provision();
        var lenient = declared(Examples.declared("digits", "v1", "0", "automatic", "{}"))
                .provision();
        var ready = new RunEvent.TeacherReady(1, Examples.teacher("digits", "v1", OptionalDouble.empty()), NOW);
        // Then
        assertThat(demanding.event(ready).phase()).isEqualTo(RunPhase.FAILED);
        assertThat(lenient.event(ready).phase()).isEqualTo(RunPhase.DISTILLING);
    }

    @Test
    void aTeacherOfAnotherGenerationChangesNothing() {
        // Given
        var run = declared(RUN).provision();
        var before = run.state();
        // When
        run.event(new RunEvent.TeacherReady(2, Examples.teacher("digits", "v2", OptionalDouble.of(1)), NOW));
        // Then
        assertThat(run.state()).isEqualTo(before);
    }

    @Test
    void topicsThatCannotBeMadeFailTheRun() {
        // Given
        var run = declared(RUN);
        // When
        run.refuse(run.newest(RunOrder.Provision.class));
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.FAILED);
        assertThat(run.pending()).isEmpty();
    }

    @Test
    void anotherTeacherBeginsTheNextGenerationAndTheChampionStays() {
        // Given
        var run = distilling(RUN);
        var champion = run.promote("small", 100, 0.9);
        var undecided = run.announce("small", 200);
        // When
        run.apply(OTHER_TEACHER);
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.PROVISIONING);
        assertThat(run.state().generation().number()).isEqualTo(2);
        assertThat(run.state().champion()).contains(champion.digest());
        assertThat(run.phaseOf(undecided)).isEqualTo(Candidate.Phase.REJECTED);
        assertThat(run.pending()).containsExactly(new RunOrder.Provision("digits/g2/provision", 1, "digits", 2));
        // When
        run.provision().teach(0.99);
        var candidate = run.announce("small", 100);
        // Then
        assertThat(run.newest(RunOrder.Evaluate.class).candidate()).isEqualTo(candidate);
        assertThat(run.newest(RunOrder.Evaluate.class).champion().orElseThrow().checkpointDigest())
                .isEqualTo(champion.digest());
        assertThat(run.newest(RunOrder.Evaluate.class).teacher().version()).isEqualTo("v2");
    }

    @Test
    void aGenerationWhoseTeacherIsNotGoodEnoughGivesWayToTheOneBefore() {
        // Given
        var run = distilling(RUN).apply(OTHER_TEACHER).provision();
        // When
        run.teach(0.5);
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.DISTILLING);
        assertThat(run.state().generation().number()).isEqualTo(1);
        assertThat(run.state().declaration()).isEqualTo(RUN);
        assertThat(run.state().note().orElseThrow()).contains("goes back to generation 1");
        // When
        run.apply(OTHER_TEACHER);
        // Then
        assertThat(run.state().generation().number()).isEqualTo(3);
        assertThat(run.state().generations())
                .extracting(GenerationRecord::number)
                .containsExactly(2, 1, 3);
    }

    @Test
    void aGenerationThatNeverHadATeacherIsNotGoneBackTo() {
        assertThat(declared(RUN).apply(OTHER_TEACHER).provision().teacherFails().phase())
                .isEqualTo(RunPhase.FAILED);
    }

    @Test
    void aLateAnswerOfTheGenerationBeforeChangesNothing() {
        // Given
        var run = declared(RUN);
        var first = run.newest(RunOrder.Provision.class);
        run.apply(OTHER_TEACHER);
        var before = run.state();
        // When
        run.event(new RunEvent.Provisioned("digits", first.orderId(), 1, NOW));
        // Then
        assertThat(run.state()).isEqualTo(before);
    }

    @Test
    void whereLabellingBeganIsRecordedOnce() {
        // Given
        var run = distilling(RUN);
        var began = new RunEvent.LabellingBegan("digits", 1, "v1", new TreeMap<>(Map.of(0, 17L)), NOW);
        // When
        run.event(began);
        var after = run.state();
        run.event(began);
        run.event(new RunEvent.LabellingBegan("digits", 1, "v1", new TreeMap<>(Map.of(0, 20L)), NOW));
        // Then
        assertThat(after.currentGeneration().labelledFrom()).containsEntry(0, 17L);
        assertThat(run.state()).isEqualTo(after);
    }
}
