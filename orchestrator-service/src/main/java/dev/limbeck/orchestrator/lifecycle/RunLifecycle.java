package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The one way in which a run moves. The same inputs in the same order give the same states, orders and history, so all
 * of it can be tried without a broker, and replayed.
 */
public final class RunLifecycle {
    /** Of the rules here. A run that moved by earlier ones goes over to these when its state is read. */
    public static final int VERSION = 3;

    private static final Kinds<RunInput, BiConsumer<Draft, RunState>> WORKED_IN =
            Kinds.<RunInput, BiConsumer<Draft, RunState>>of(RunInput.class)
                    .when(
                            RunInput.Command.class,
                            asked -> (draft, state) -> Commanding.carryOut(draft, state, asked.command()))
                    .when(
                            RunInput.Checkpoint.class,
                            written -> (draft, state) -> Judging.announced(draft, written.announced()))
                    .when(
                            RunInput.Report.class,
                            measured -> (draft, state) -> Judging.measured(draft, measured.report()))
                    .when(
                            RunInput.Event.class,
                            happened -> (draft, state) -> Happening.take(draft, state, happened.event()))
                    .all();

    private RunLifecycle() {}

    public static Reduction reduce(Optional<RunState> before, RunInput input, Instant now) {
        if (before.isEmpty()) {
            return input instanceof RunInput.Command asked && asked.command() instanceof RunCommand.Apply apply
                    ? Declaring.anew(apply, Cause.of(input), now)
                    : Reduction.unchanged(before);
        }
        var state = before.get();
        if (state.lifecycleVersion() != VERSION) {
            throw new IllegalStateException("run %s moves by the rules of version %d, known is %d"
                    .formatted(state.run(), state.lifecycleVersion(), VERSION));
        }
        var draft = new Draft(state, Cause.of(input), now);
        WORKED_IN.of(input).accept(draft, state);
        Settling.settle(draft);
        return draft.reduction();
    }

    /** An input that the rules cannot take: the run stays as it is, and its history says so. */
    public static Reduction passOver(RunState state, RunInput input, String why, Instant now) {
        var draft = new Draft(state, Cause.of(input), now);
        draft.remark("It cannot be worked in and is passed over: %s.".formatted(why));
        return draft.reduction();
    }

    /**
     * What came of an input cannot be kept or sent. The run as it was before fails, so that nobody waits for it in vain;
     * one that has ended already passes the input over.
     */
    public static Reduction fail(RunState state, RunInput input, String why, Instant now) {
        if (state.phase().isFinal()) {
            return passOver(state, input, why, now);
        }
        var draft = new Draft(state, Cause.of(input), now);
        Ending.end(draft, RunPhase.FAILED, "The run cannot go on: %s.".formatted(why));
        return draft.reduction();
    }
}
