package dev.limbeck.orchestrator.api.command;

import static dev.limbeck.orchestrator.Runs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.orchestrator.Runs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandRulesTest {
    private static final RunCommand APPLY = new RunCommand.Apply("c", Runs.declared("run"), NOON);
    private static final RunCommand PAUSE = new RunCommand.Pause("c", "run", Optional.empty(), NOON);
    private static final RunCommand RESUME = new RunCommand.Resume("c", "run", NOON);
    private static final RunCommand CANCEL = new RunCommand.Cancel("c", "run", Optional.empty(), NOON);
    private static final RunCommand DRAIN = new RunCommand.Drain("c", "run", NOON);

    @ParameterizedTest
    @EnumSource(
            value = RunPhase.class,
            names = {"COMPLETED", "FAILED", "CANCELLED"})
    void nothingIsAskedOfAFinishedRun(RunPhase phase) {
        // Given
        var state = Runs.state("run", 1, phase);
        // Then
        assertThat(List.of(APPLY, PAUSE, RESUME, CANCEL, DRAIN))
                .allSatisfy(command -> assertThat(CommandRules.objection(state, command))
                        .hasValueSatisfying(objection -> assertThat(objection).contains("final")));
    }

    @ParameterizedTest
    @EnumSource(
            value = RunPhase.class,
            names = {"COMPLETED", "FAILED", "CANCELLED", "PAUSED"},
            mode = EnumSource.Mode.EXCLUDE)
    void aRunThatGoesOnIsPausedAndCancelledButNotResumed(RunPhase phase) {
        // Given
        var state = Runs.state("run", 1, phase);
        // Then
        assertThat(CommandRules.objection(state, PAUSE)).isEmpty();
        assertThat(CommandRules.objection(state, CANCEL)).isEmpty();
        assertThat(CommandRules.objection(state, APPLY)).isEmpty();
        assertThat(CommandRules.objection(state, RESUME)).isPresent();
    }

    @Test
    void aPausedRunIsResumedOrCancelledButNotPaused() {
        // Given
        var state = Runs.state("run", 1, RunPhase.PAUSED);
        // Then
        assertThat(CommandRules.objection(state, RESUME)).isEmpty();
        assertThat(CommandRules.objection(state, CANCEL)).isEmpty();
        assertThat(CommandRules.objection(state, PAUSE)).contains("run run is paused already");
    }

    @Test
    void aRunDrainsOnce() {
        assertThat(CommandRules.objection(Runs.state("run", 1, RunPhase.DRAINING), DRAIN))
                .contains("run run is draining already");
        assertThat(CommandRules.objection(Runs.state("run", 1, RunPhase.DISTILLING), DRAIN))
                .isEmpty();
    }

    @Test
    void onlyACandidateThatAwaitsApprovalIsDecidedOn() {
        // Given
        var state = with(
                List.of(
                        Runs.candidate("run", "waits", Candidate.Phase.AWAITING_APPROVAL),
                        Runs.candidate("run", "measured", Candidate.Phase.EVALUATING)),
                List.of());
        // Then
        assertThat(CommandRules.objection(state, approve("waits"))).isEmpty();
        assertThat(CommandRules.objection(state, reject("waits"))).isEmpty();
        assertThat(CommandRules.objection(state, approve("measured")))
                .contains("checkpoint measured is evaluating; waits awaits approval");
        assertThat(CommandRules.objection(state, reject("unknown")))
                .contains("run run has no candidate unknown; waits awaits approval");
    }

    @Test
    void aRunIsRolledBackToAnEarlierChampionOnly() {
        // Given
        var state = with(List.of(), List.of("first", "second"));
        // Then
        assertThat(CommandRules.objection(state, rollBack(Optional.of("first"))))
                .isEmpty();
        assertThat(CommandRules.objection(state, rollBack(Optional.empty()))).isEmpty();
        assertThat(CommandRules.objection(state, rollBack(Optional.of("second"))))
                .contains("checkpoint second is the champion already");
        assertThat(CommandRules.objection(state, rollBack(Optional.of("third"))))
                .contains("checkpoint third was never champion; those that were: first, second");
        assertThat(CommandRules.objection(with(List.of(), List.of("first")), rollBack(Optional.empty())))
                .contains("run run has no earlier champion");
    }

    @Test
    void whatWasCarriedOutMayBeAskedAgain() {
        // Given
        var state = Runs.state("run", 1, RunPhase.PAUSED, List.of(), List.of(), List.of("c"));
        // Then
        assertThat(CommandRules.objection(state, PAUSE)).isEmpty();
    }

    private static RunState with(List<Candidate> candidates, List<String> champions) {
        return Runs.state("run", 1, RunPhase.DISTILLING, candidates, champions, List.of());
    }

    private static RunCommand approve(String digest) {
        return new RunCommand.Approve("c", "run", digest, NOON);
    }

    private static RunCommand reject(String digest) {
        return new RunCommand.Reject("c", "run", digest, Optional.empty(), NOON);
    }

    private static RunCommand rollBack(Optional<String> digest) {
        return new RunCommand.RollBack("c", "run", digest, NOON);
    }
}
