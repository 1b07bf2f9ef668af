package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import java.time.Instant;
import java.util.Optional;

/**
 * The one way in which a run moves. The same inputs in the same order give the same states, orders and history, so all
 * of it can be tried without a broker, and replayed.
 */
public final class RunLifecycle {
    /** Of the rules here. A run that moved by earlier ones goes over to these when its state is read. */
    public static final int VERSION = 3;

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
        if (input instanceof RunInput.Command asked) {
            Commanding.carryOut(draft, state, asked.command());
        } else if (input instanceof RunInput.Checkpoint checkpoint) {
            Judging.announced(draft, checkpoint.announced());
        } else if (input instanceof RunInput.Report measured) {
            Judging.measured(draft, measured.report());
        } else if (input instanceof RunInput.Event happened) {
            take(draft, state, happened.event());
        }
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

    private static void take(Draft draft, RunState state, RunEvent event) {
        if (event instanceof RunEvent.Provisioned answer) {
            Teaching.provisioned(draft, answer);
        } else if (event instanceof RunEvent.TeacherReady ready) {
            Teaching.ready(draft, ready);
        } else if (event instanceof RunEvent.TeacherFailed failed) {
            Teaching.failed(draft, failed);
        } else if (event instanceof RunEvent.LabellingBegan began) {
            Teaching.labelling(draft, began);
        } else if (event instanceof RunEvent.ChampionMoved moved) {
            Championing.moved(draft, moved);
        } else if (event instanceof RunEvent.OrderRefused refused) {
            Ordering.refused(draft, refused);
        } else if (event instanceof RunEvent.TimerFired fired) {
            Ordering.due(draft, fired);
        } else if (event instanceof RunEvent.RecordsReached reached) {
            Draining.reached(draft, reached);
        } else if (event instanceof RunEvent.SourceDrained drained) {
            Draining.sourceDrained(draft, drained);
        } else if (event instanceof RunEvent.StudentsDrained drained) {
            Draining.studentsDrained(draft, drained);
        } else if (event instanceof RunEvent.StudentSaved saved) {
            Saving.saved(draft, saved);
        } else if (event instanceof RunEvent.DriftDetected drift) {
            Drifting.detected(draft, drift);
        } else if (event instanceof RunEvent.ChampionFell fell) {
            Watching.fell(draft, state, fell);
        } else if (event instanceof RunEvent.TeacherFellBehind behind) {
            Guarding.fellBehind(draft, behind);
        } else if (event instanceof RunEvent.TeacherCaughtUp caughtUp) {
            Guarding.caughtUp(draft, caughtUp);
        } else if (event instanceof RunEvent.WorkFailed failed) {
            Failing.failed(draft, failed);
        } else if (event instanceof RunEvent.ExamplesGone gone) {
            // The student says so once, and waits for an operator; the run's other students go on.
            draft.remark(
                    "Student %s stands still, for retention has removed what it needs next: offsets %d to %d of %s-%d."
                            .formatted(
                                    gone.student(),
                                    gone.wanted(),
                                    gone.earliest() - 1,
                                    gone.topic(),
                                    gone.partition()));
        } else if (event instanceof RunEvent.RecordsGone gone) {
            draft.remark(
                    "The teacher stands still, for retention has removed %d records that it was to label next: offsets %d to %d of %s-%d."
                            .formatted(
                                    gone.lost(), gone.wanted(), gone.earliest() - 1, gone.topic(), gone.partition()));
        } else if (event instanceof RunEvent.TopicChanged changed) {
            draft.remark("The %s stands still: %s.".formatted(changed.reader(), changed.reason()));
        }
    }
}
