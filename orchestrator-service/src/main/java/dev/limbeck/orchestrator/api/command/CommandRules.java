package dev.limbeck.orchestrator.api.command;

import static java.util.stream.Collectors.joining;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import java.util.Locale;
import java.util.Optional;

/**
 * Says early what the lifecycle is sure to refuse, as far as the run's state is known here. The lifecycle decides; so
 * in doubt nothing is said against a command.
 */
public final class CommandRules {
    private CommandRules() {}

    /** @return one sentence, or empty when nothing speaks against the command */
    public static Optional<String> objection(RunState state, RunCommand command) {
        if (state.carriedOut().contains(command.commandId())) {
            return Optional.empty(); // asked again, and passed over
        }
        if (command instanceof RunCommand.RollBack rollBack) {
            return toRollBack(state, rollBack);
        }
        var phase = state.phase();
        if (phase.isFinal()) {
            return Optional.of("run %s is %s, which is final".formatted(state.run(), word(phase)));
        }
        if (command instanceof RunCommand.Pause && phase == RunPhase.PAUSED) {
            return Optional.of("run %s is paused already".formatted(state.run()));
        }
        if (command instanceof RunCommand.Resume && phase != RunPhase.PAUSED) {
            return Optional.of("run %s is %s, and only a paused run is resumed".formatted(state.run(), word(phase)));
        }
        if (command instanceof RunCommand.Drain && phase == RunPhase.DRAINING) {
            return Optional.of("run %s is draining already".formatted(state.run()));
        }
        if (command instanceof RunCommand.Approve approve) {
            return toDecide(state, approve.checkpointDigest());
        }
        if (command instanceof RunCommand.Reject reject) {
            return toDecide(state, reject.checkpointDigest());
        }
        return Optional.empty();
    }

    private static Optional<String> toDecide(RunState state, String digest) {
        var candidate = state.candidate(digest);
        if (candidate.filter(CommandRules::awaitsApproval).isPresent()) {
            return Optional.empty();
        }
        String stands = candidate
                .map(one -> "checkpoint %s is %s".formatted(digest, word(one.phase())))
                .orElseGet(() -> "run %s has no candidate %s".formatted(state.run(), digest));
        String waiting = state.candidates().stream()
                .filter(CommandRules::awaitsApproval)
                .map(Candidate::digest)
                .collect(joining(", "));
        return Optional.of(
                "%s; %s".formatted(stands, waiting.isEmpty() ? "none awaits approval" : waiting + " awaits approval"));
    }

    private static boolean awaitsApproval(Candidate candidate) {
        return candidate.phase() == Candidate.Phase.AWAITING_APPROVAL;
    }

    private static Optional<String> toRollBack(RunState state, RunCommand.RollBack command) {
        if (state.champions().size() < 2) {
            return Optional.of("run %s has no earlier champion".formatted(state.run()));
        }
        return command.checkpointDigest().flatMap(digest -> {
            if (state.champion().filter(digest::equals).isPresent()) {
                return Optional.of("checkpoint %s is the champion already".formatted(digest));
            }
            return state.championWith(digest).isPresent()
                    ? Optional.empty()
                    : Optional.of("checkpoint %s was never champion; those that were: %s"
                            .formatted(
                                    digest,
                                    state.champions().stream()
                                            .map(one -> one.checkpointDigest())
                                            .collect(joining(", "))));
        });
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
