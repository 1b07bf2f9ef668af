package dev.limbeck.local.cli;

import dev.limbeck.contract.api.Accepted;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.api.RefusedException;
import dev.limbeck.local.api.UnreachableException;
import dev.limbeck.local.terminal.Printable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What becomes of a command, which is carried out after it was answered. */
final class CommandOutcome {
    private static final Duration CARRIED_OUT_WITHIN = Duration.ofSeconds(10);
    private static final Duration POLL_EVERY = Duration.ofMillis(200);
    private static final int UNKNOWN = 404;

    private final Orchestrator orchestrator;
    private final Accepted accepted;

    CommandOutcome(Orchestrator orchestrator, Accepted accepted) {
        this.orchestrator = orchestrator;
        this.accepted = accepted;
    }

    /** The run's state once the command is carried out. */
    RunState await() throws InterruptedException {
        return await(this::isCarriedOut);
    }

    /** The run's state once it is in another phase. */
    RunState awaitOther(RunPhase phase) throws InterruptedException {
        return await(state -> state.phase() != phase);
    }

    /**
     * What became of the command, one line for each line of the run's history.
     *
     * @throws RefusedException if it did not fit when its turn came
     */
    List<String> lines() throws InterruptedException {
        long deadline = System.nanoTime() + CARRIED_OUT_WITHIN.toNanos();
        while (look().filter(this::isCarriedOut).isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                return List.of("accepted; for the outcome see limbeck get history " + accepted.run());
            }
            Thread.sleep(POLL_EVERY.toMillis());
        }
        var entries = orchestrator.history(accepted.run()).stream()
                .filter(entry -> entry.cause().contains(accepted.commandId()))
                .toList();
        entries.stream().filter(RunHistoryEntry::isRefusal).findFirst().ifPresent(refusal -> {
            throw RefusedException.later(refusal.note());
        });
        return entries.isEmpty()
                ? List.of("%s run: as it was".formatted(accepted.run()))
                : entries.stream().map(CommandOutcome::describe).toList();
    }

    private static String describe(RunHistoryEntry entry) {
        String move = entry.from().equals(entry.to())
                ? entry.to()
                : (entry.from().isEmpty() ? "" : entry.from() + " → ") + entry.to();
        return Printable.text("%s %s: %s. %s".formatted(entry.run(), entry.subject(), move, entry.note()));
    }

    private RunState await(Predicate<RunState> wanted) throws InterruptedException {
        while (true) {
            var state = look().filter(wanted);
            if (state.isPresent()) {
                return state.get();
            }
            Thread.sleep(POLL_EVERY.toMillis());
        }
    }

    private boolean isCarriedOut(RunState state) {
        return state.carriedOut().contains(accepted.commandId());
    }

    /** Nothing while a run is only asked for, and while the orchestrator is away. */
    private Optional<RunState> look() throws InterruptedException {
        try {
            return Optional.of(orchestrator.run(accepted.run()));
        } catch (UnreachableException away) {
            return Optional.empty();
        } catch (RefusedException refused) {
            if (refused.status() == UNKNOWN) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
