package dev.limbeck.orchestrator.lifecycle;

import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.declared;
import static dev.limbeck.orchestrator.lifecycle.RunUnderTest.distilling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.orchestrator.Examples;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final DistillationRun RUN = Examples.run("digits");

    private static void assertRefused(RunUnderTest run, String why) {
        assertThat(run.lastLine().from()).isEqualTo(run.lastLine().to());
        assertThat(run.lastLine().note()).startsWith("Refused: ").contains(why);
    }

    @Test
    void theSameDeclarationChangesNothingButTheHistory() {
        // Given
        var run = distilling(RUN);
        var before = run.state();
        // When
        run.apply(RUN);
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.DISTILLING);
        assertThat(run.lastLine().note()).contains("nothing to do");
        assertThat(run.state().revision()).isEqualTo(before.revision() + 1);
    }

    @Test
    void whatMayChangeIsTakenOverInPlace() {
        // Given
        var changed = Examples.declared("digits", "v1", "0.9", "manual", "{afterRecords: 10}");
        // When
        var run = distilling(RUN).apply(changed);
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.DISTILLING);
        assertThat(run.state().declaration()).isEqualTo(changed);
        assertThat(run.state().generation().number()).isEqualTo(1);
    }

    @Test
    void anotherChangeIsRefusedWithTheFieldsPath() {
        // Given
        var run = distilling(RUN);
        var changed = RunSpecReader.read("""
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: digits}
                spec:
                  source: {topic: production.digits}
                  input: {shape: [1, 28, 28], classes: 10, normalisation: {mean: [33], std: [78]}}
                  teacher: {artifact: teachers/net.pt, version: v2, gate: {minAccuracy: 0.9}}
                  students:
                    - {name: small, network: "builtin:cnn-8"}
                    - {name: control, network: "builtin:cnn-16", objective: {softTargetWeight: 0}}
                  promotion: {approval: automatic}
                """);
        // When
        run.apply(changed);
        // Then
        assertRefused(run, "spec.students[1].network cannot change");
        assertThat(run.state().declaration()).isEqualTo(RUN);
        assertThat(run.state().generation().number()).isEqualTo(1);
    }

    @Test
    void anIdThatWasUsedForSomethingElseIsRefusedInTheHistory() {
        // Given
        var run = distilling(RUN);
        run.command(new RunCommand.Pause("key", "digits", Optional.of("lunch"), run.now()));
        // When
        run.command(new RunCommand.Cancel("key", "digits", Optional.empty(), run.now()));
        // Then
        assertRefused(run, "Another command had the id key.");
        assertThat(run.phase()).isEqualTo(RunPhase.PAUSED);
    }

    @Test
    void aReasonIsKeptAsFarAsSomebodyWouldReadIt() {
        // Given
        var run = distilling(RUN);
        // When
        run.command(new RunCommand.Pause("p", "digits", Optional.of("x".repeat(1_000_000)), run.now()));
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.PAUSED);
        assertThat(run.lastLine().note()).endsWith("x…").hasSizeLessThan(1_100);
        assertThat(run.state().note().orElseThrow()).hasSizeLessThan(1_100);
    }

    @Test
    void aCommandThatIsSaidAgainIsPassedOver() {
        // Given
        var run = distilling(RUN);
        var pause = new RunCommand.Pause("p", "digits", Optional.empty(), run.now());
        run.command(pause).resume();
        var before = run.state();
        // When
        run.command(pause);
        // Then
        assertThat(run.state()).isEqualTo(before);
    }

    @Test
    void aRunThatIsUnknownCanOnlyBeDeclared() {
        assertThat(RunLifecycle.reduce(
                        Optional.empty(),
                        new RunInput.Command(new RunCommand.Drain("d", "digits", Examples.NOW)),
                        Examples.NOW))
                .isEqualTo(Reduction.unchanged(Optional.empty()));
    }

    @Test
    void aPauseParksNewOrdersUntilItEnds() {
        // Given
        var run = distilling(RUN).pause();
        // When
        var checkpoint = run.announce("small", 100);
        // Then
        assertThat(run.phaseOf(checkpoint)).isEqualTo(Candidate.Phase.EVALUATING);
        assertThat(run.pending()).isEmpty();
        assertThat(run.state().note()).contains("The run is paused: lunch");
        // When
        run.resume();
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.DISTILLING);
        assertThat(run.pending()).hasSize(1);
        assertThat(run.state().note()).isEmpty();
    }

    @Test
    void factsMoveWhatAPausedRunComesBackTo() {
        // Given
        var run = declared(RUN).pause();
        // When
        run.provision().teach(0.95);
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.PAUSED);
        assertThat(run.state().resumesTo()).contains(RunPhase.DISTILLING);
        assertThat(run.resume().phase()).isEqualTo(RunPhase.DISTILLING);
    }

    @Test
    void aReportThatArrivesInAPauseIsDecidedAfterIt() {
        // Given
        var run = distilling(RUN);
        var checkpoint = run.announce("small", 100);
        run.pause().measure(0.9);
        assertThat(run.phaseOf(checkpoint)).isEqualTo(Candidate.Phase.EVALUATING);
        // When
        run.resume();
        // Then
        assertThat(run.phaseOf(checkpoint)).isEqualTo(Candidate.Phase.PROMOTING);
    }

    @Test
    void aNewTeacherIsProvidedForAfterThePause() {
        // Given
        var run = distilling(RUN).pause();
        // When
        run.apply(Examples.declared("digits", "v2", "0.9", "automatic", "{}"));
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.PAUSED);
        assertThat(run.pending()).isEmpty();
        assertThat(run.resume().phase()).isEqualTo(RunPhase.PROVISIONING);
        assertThat(run.pending()).hasOnlyElementsOfType(RunOrder.Provision.class);
    }

    @Test
    void commandsThatThePhaseDoesNotAllowAreRefused() {
        assertRefused(distilling(RUN).pause().pause(), "paused already");
        assertRefused(distilling(RUN).resume(), "not paused");
        assertRefused(declared(RUN).drain(), "PROVISIONING");
        assertRefused(distilling(RUN).cancel().pause(), "CANCELLED");
        assertRefused(distilling(RUN).cancel().cancel(), "CANCELLED");
        assertRefused(distilling(RUN).rollBack(null), "no earlier champion");
        assertRefused(
                distilling(RUN).cancel().apply(Examples.declared("digits", "v2", "0.9", "automatic", "{}")),
                "CANCELLED");
        assertRefused(
                distilling(RUN).drain().apply(Examples.declared("digits", "v2", "0.9", "automatic", "{}")), "drains");
    }

    @Test
    void aCancelledRunGivesUpWhatIsUndecidedAndStaysCancelled() {
        // Given
        var run = distilling(RUN);
        var checkpoint = run.announce("small", 100);
        // When
        run.cancel();
        run.measure(0.99).resume().sourceDrained().studentsDrained();
        var late = run.announce("small", 200);
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.CANCELLED);
        assertThat(run.phaseOf(checkpoint)).isEqualTo(Candidate.Phase.REJECTED);
        assertThat(run.state().candidate(late.digest())).isEmpty();
        assertThat(run.pending()).isEmpty();
    }

    @Test
    void whereTheLinkPointsIsTakenInEvenAfterTheEnd() {
        // Given
        var run = distilling(RUN);
        var checkpoint = run.announce("small", 100);
        run.measure(0.9).cancel();
        // When
        run.moveChampion();
        // Then
        assertThat(run.phase()).isEqualTo(RunPhase.CANCELLED);
        assertThat(run.state().champion()).contains(checkpoint.digest());
    }

    @Test
    void onlyTheNewestCommandsAreRemembered() {
        // Given
        var run = distilling(RUN);
        // When
        for (int i = 0; i < 200; i++) {
            run.apply(RUN);
            run.pass(Duration.ofSeconds(1));
        }
        // Then
        assertThat(run.state().carriedOut())
                .hasSize(2 * 128)
                .endsWith("c-201")
                .filteredOn(id -> RunCommand.ID.matcher(id).matches())
                .hasSize(128);
    }
}
