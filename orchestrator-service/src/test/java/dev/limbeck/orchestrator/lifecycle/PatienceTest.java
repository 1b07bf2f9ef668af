package dev.limbeck.orchestrator.lifecycle;

import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.distilling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.orchestrator.Examples;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final RunUnderTest run = distilling(Examples.declared("digits", "v1", "0.9", "automatic", "{patience: 2}"));

    private void measure(String student, long step, double heldOutLoss) {
        run.announce(student, step);
        var report = Examples.report(run.newest(RunOrder.Evaluate.class), 0.5);
        run.report(new EvaluationReport(
                report.run(),
                report.generation(),
                report.orderId(),
                report.attempt(),
                report.checkpointDigest(),
                report.heldOut(),
                report.candidate(),
                report.champion(),
                report.championDefect(),
                report.teacher(),
                report.control(),
                report.againstChampion(),
                report.againstTeacher(),
                report.againstControl(),
                new EvaluationReport.ObjectiveLoss(OptionalDouble.of(0.1), heldOutLoss),
                report.evaluatedAt(),
                Optional.empty(),
                Optional.empty()));
        if (run.pending().stream().anyMatch(Refusals::movesChampion)) {
            run.moveChampion();
        }
    }

    @Test
    void aRunWhoseStudentsGetNoBetterDrains() {
        // Given
        measure("small", 100, 1.0);
        measure("small", 200, 1.1);
        measure("small", 300, 0.9);
        measure("small", 400, 0.9);
        assertThat(run.phase()).isEqualTo(RunPhase.DISTILLING);
        // When
        measure("small", 500, 0.95);
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.DRAINING);
        assertThat(run.history()).anyMatch(line -> line.note()
                .equals("No student has come to a lower held-out loss in 2 checkpoints: early stopping."));
    }

    @Test
    void aControlIsNotWaitedFor() {
        // When
        measure("control", 100, 1.0);
        measure("control", 200, 1.1);
        measure("control", 300, 1.1);
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.DISTILLING);
    }
}
