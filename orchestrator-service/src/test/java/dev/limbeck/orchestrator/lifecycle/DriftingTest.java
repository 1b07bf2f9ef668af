package dev.limbeck.orchestrator.lifecycle;

import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.distilling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.Observations;
import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected;
import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected.Signal;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.orchestrator.Examples;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DriftingTest {
    private static final DistillationRun REDISTIL = following("redistil");
    private static final DistillationRun RAISE = following("raise-learning-rate");
    private static final DistillationRun NOTIFY = following("notify");

    private static DistillationRun following(String action) {
        return Examples.with(
                Examples.run("digits"),
                "watch: {\"drift\": {\"action\": \"%s\", \"cooldown\": 1000}}".formatted(action));
    }

    @Test
    void driftBeginsAGenerationWithTheSameTeacherFromTheChampionsWeights() {
        // Given
        var run = distilling(REDISTIL);
        var champion = run.promote("small", 100, 0.9);
        // When
        run.drift(Signal.DISAGREEMENT, 3000);
        // Then
        var begun = run.state().currentGeneration();
        assertThat(begun.number()).isEqualTo(2);
        assertThat(begun.declared()).isEqualTo(REDISTIL.spec().teacher());
        assertThat(begun.beginsFrom().map(Champion::checkpointDigest)).contains(champion.digest());
        assertThat(run.state().champion()).contains(champion.digest());
        assertThat(run.newest(RunOrder.Provision.class).generation()).isEqualTo(2);
        assertThat(run.lastLine().note())
                .isEqualTo("Generation 2 begins: the stream drifted: the champion's disagreement with the teacher went"
                        + " from 0.05000 to 0.4000, noticed by ADWIN (delta 0.002) after 3000 examples.");
    }

    @Test
    void noGenerationBeginsByDriftBeforeARunHadAChampion() {
        // Given
        var run = distilling(REDISTIL);
        // When
        run.drift(Signal.INPUT, 3000).drift(Signal.INPUT, 9000);
        // Then
        assertThat(run.state().currentGeneration().number()).isEqualTo(1);
        assertThat(run.state().currentGeneration().observations().drifts())
                .extracting(Observations.Drift::followed)
                .containsExactly(false, false);
        assertThat(run.history())
                .filteredOn(line -> line.note().contains("no student was promoted yet"))
                .hasSize(1);
        // When
        run.promote("small", 100, 0.9);
        run.drift(Signal.INPUT, 9500);
        // Then
        assertThat(run.state().currentGeneration().number()).isEqualTo(2);
    }

    @Test
    void aGenerationBeginsFromScratchWhereItIsDeclaredSo() {
        // Given
        var run = distilling(Examples.with(REDISTIL, "redistil: {\"from\": \"scratch\"}"));
        run.promote("small", 100, 0.9);
        // When
        run.drift(Signal.INPUT, 3000);
        // Then
        assertThat(run.state().currentGeneration().number()).isEqualTo(2);
        assertThat(run.state().currentGeneration().beginsFrom()).isEmpty();
    }

    @Test
    void anotherTeacherBeginsFromTheChampionToo() {
        // Given
        var run = distilling(Examples.run("digits"));
        var champion = run.promote("small", 100, 0.9);
        // When
        run.apply(Examples.declared("digits", "v2", "0.9", "automatic", "{}"));
        // Then
        assertThat(run.state().currentGeneration().beginsFrom().map(Champion::checkpointDigest))
                .contains(champion.digest());
    }

    @Test
    void aDriftWithinTheCooldownHasNoConsequenceAndIsToldOfOncePerSignal() {
        // Given
        var run = distilling(NOTIFY).drift(Signal.INPUT, 3000);
        int lines = run.history().size();
        // When
        run.drift(Signal.INPUT, 3200).drift(Signal.INPUT, 3400).drift(Signal.DISAGREEMENT, 3500);
        // Then
        assertThat(run.history()).hasSize(lines + 2);
        assertThat(run.lastLine().note()).endsWith("Nothing follows: it is within 1000 examples of what came before.");
        // When
        run.drift(Signal.INPUT, 4000);
        // Then
        assertThat(run.lastLine().note()).endsWith("after 4000 examples.");
    }

    @Test
    void aGenerationThatDriftBeganIsNotEndedByTheSameDrift() {
        // Given
        var run = distilling(REDISTIL);
        run.promote("small", 100, 0.9);
        run.drift(Signal.INPUT, 3000).provision().teach(0.98);
        // When
        run.drift(Signal.DISAGREEMENT, 999);
        // Then
        assertThat(run.state().currentGeneration().number()).isEqualTo(2);
        // When
        run.drift(Signal.DISAGREEMENT, 1000);
        // Then
        assertThat(run.state().currentGeneration().number()).isEqualTo(3);
    }

    @Test
    void driftOfAnotherGenerationAndTheSameDriftSaidAgainChangeNothing() {
        // Given
        var run = distilling(REDISTIL);
        run.promote("small", 100, 0.9);
        var drift = run.drifted(Signal.INPUT, 3000);
        run.event(drift).provision().teach(0.98);
        var before = run.state();
        assertThat(before.currentGeneration().number()).isEqualTo(2);
        // When
        run.event(drift);
        // Then
        assertThat(run.state()).isEqualTo(before);
        // Given
        var notified = distilling(NOTIFY);
        var once = notified.drifted(Signal.INPUT, 3000);
        var after = notified.event(once).state();
        // When
        notified.event(once);
        // Then
        assertThat(notified.state()).isEqualTo(after);
    }

    @Test
    void aRunThatDrainsBeginsNoGeneration() {
        // Given
        var run = distilling(REDISTIL);
        run.promote("small", 100, 0.9);
        run.drain();
        // When
        run.drift(Signal.INPUT, 3000);
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.DRAINING);
        assertThat(run.state().generations()).hasSize(1);
        assertThat(run.lastLine().note()).endsWith("The run drains, so no generation begins.");
    }

    @Test
    void largerStepsEndWhenAStudentIsPromoted() {
        // Given
        var run = distilling(RAISE).drift(Signal.INPUT, 3000);
        assertThat(run.state().currentGeneration().adjustment()).isEqualTo(new Adjustment(1, 3));
        // When
        run.promote("small", 100, 0.9);
        // Then
        assertThat(run.state().currentGeneration().adjustment()).isEqualTo(Adjustment.NONE);
        assertThat(run.state().generations())
                .extracting(GenerationRecord::number)
                .containsExactly(1);
    }

    @Test
    void largerStepsEndWhenEveryStudentHasWrittenFiveCheckpoints() {
        // Given
        var run = distilling(RAISE);
        run.event(beforeAnnouncements(run));
        LongStream.rangeClosed(1, 5).forEach(step -> run.announce("small", step));
        LongStream.rangeClosed(1, 4).forEach(step -> run.announce("control", step));
        assertThat(run.state().currentGeneration().adjustment().learningRateFactor())
                .isEqualTo(3);
        // When
        run.announce("control", 5);
        // Then
        assertThat(run.state().currentGeneration().adjustment()).isEqualTo(Adjustment.NONE);
    }

    /** Announcements of the examples are all of one moment. */
    private static DriftDetected beforeAnnouncements(RunUnderTest run) {
        var drift = run.drifted(Signal.INPUT, 3000);
        return new DriftDetected(
                drift.run(),
                drift.generation(),
                drift.signal(),
                drift.detector(),
                drift.position(),
                drift.examples(),
                drift.before(),
                drift.after(),
                Examples.NOW.minusSeconds(1));
    }
}
