package dev.limbeck.orchestrator.lifecycle;

import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.declared;
import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.distilling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.orchestrator.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailingTest {
    private static final DistillationRun RUN = Examples.run("digits");
    private static final DistillationRun OTHER_TEACHER = Examples.declared("digits", "v2", "0.9", "automatic", "{}");

    @Test
    void aRunWhoseEveryStudentIsGivenUpHasFailedAndSaysWhy() {
        // Given
        var run = distilling(RUN);
        // When
        distilled().forEach(student -> run.fails(student, true));
        // Then
        assertThat(run.state().phase()).isEqualTo(RunPhase.FAILED);
        assertThat(run.state().note().orElseThrow())
                .startsWith("No student is left to be promoted.")
                .endsWith("has failed 3 times in a row and is given up: it cannot be opened");
        assertThat(run.lastLine().cause()).startsWith("work-failed g1/");
    }

    @Test
    void aStudentAloneIsLeftOutAndTheRunGoesOnWithTheOthers() {
        // Given
        var run = distilling(RUN);
        // When
        run.fails("control", true);
        // Then
        assertThat(run.state().phase()).isEqualTo(RunPhase.DISTILLING);
        assertThat(run.state().learning()).extracting(StudentSpec::name).doesNotContain("control");
        assertThat(run.state().note())
                .contains("Student control has failed 3 times in a row and is given up: it cannot be opened");
    }

    @Test
    void saidAgainItHasNoFurtherEffect() {
        // Given
        var run = distilling(RUN).fails("control", true);
        var before = run.state();
        // When
        run.fails("control", true).fails("control", false).fails("nobody", true);
        // Then
        assertThat(run.state()).isEqualTo(before);
    }

    @Test
    void whatIsTriedOnStandsInTheHistoryOnly() {
        // Given
        var run = distilling(RUN);
        // When
        run.fails("control", false);
        // Then
        assertThat(run.state().note()).isEmpty();
        assertThat(run.state().learning()).hasSameSizeAs(RUN.spec().students());
        assertThat(run.lastLine().note())
                .isEqualTo(
                        "Student control has failed 3 times in a row and is tried again and again: it cannot be opened");
    }

    @Test
    void aRunWithoutAnyTeacherHasFailed() {
        // Given
        var run = distilling(RUN);
        // When
        run.fails("teacher", true);
        // Then
        assertThat(run.state().phase()).isEqualTo(RunPhase.FAILED);
        assertThat(run.state().note().orElseThrow()).startsWith("The teacher has failed 3 times in a row");
    }

    @Test
    void aLaterGenerationWithoutATeacherGivesWayToTheOneBefore() {
        // Given
        var run = distilling(RUN).apply(OTHER_TEACHER).provision().teach(0.98);
        // When
        run.fails("teacher", true);
        // Then
        assertThat(run.state().phase()).isEqualTo(RunPhase.DISTILLING);
        assertThat(run.state().currentGeneration().number()).isEqualTo(1);
    }

    @Test
    void aPauseAndAResumeHaveItTriedAnew() {
        // Given
        var run = distilling(RUN).fails("control", true);
        // When
        run.pause().resume();
        // Then
        assertThat(run.state().learning()).hasSameSizeAs(RUN.spec().students());
        assertThat(run.state().note()).isEmpty();
    }

    @Test
    void theFailureOfAnEarlierGenerationIsOfNoInterest() {
        // Given
        var run = declared(RUN).provision();
        var before = run.state();
        // When
        run.event(new RunEvent.WorkFailed("digits", 7, "teacher", "old", 3, true, run.now()));
        // Then
        assertThat(run.state()).isEqualTo(before);
    }

    private static List<String> distilled() {
        return RUN.spec().students().stream()
                .filter(student -> !student.isControl())
                .map(StudentSpec::name)
                .toList();
    }
}
