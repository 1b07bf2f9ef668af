package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunState;
import java.util.function.BiConsumer;

/** What follows from an event. */
final class Happening {
    private static final Kinds<RunEvent, BiConsumer<Draft, RunState>> TAKEN =
            Kinds.<RunEvent, BiConsumer<Draft, RunState>>of(RunEvent.class)
                    .when(RunEvent.Provisioned.class, answer -> (draft, state) -> Teaching.provisioned(draft, answer))
                    .when(RunEvent.TeacherReady.class, ready -> (draft, state) -> Teaching.ready(draft, ready))
                    .when(RunEvent.TeacherFailed.class, failed -> (draft, state) -> Teaching.failed(draft, failed))
                    .when(RunEvent.LabellingBegan.class, began -> (draft, state) -> Teaching.labelling(draft, began))
                    .when(RunEvent.ChampionMoved.class, moved -> (draft, state) -> Championing.moved(draft, moved))
                    .when(RunEvent.OrderRefused.class, refused -> (draft, state) -> Ordering.refused(draft, refused))
                    .when(RunEvent.TimerFired.class, fired -> (draft, state) -> Ordering.due(draft, fired))
                    .when(RunEvent.RecordsReached.class, reached -> (draft, state) -> Draining.reached(draft, reached))
                    .when(
                            RunEvent.SourceDrained.class,
                            drained -> (draft, state) -> Draining.sourceDrained(draft, drained))
                    .when(
                            RunEvent.StudentsDrained.class,
                            drained -> (draft, state) -> Draining.studentsDrained(draft, drained))
                    .when(RunEvent.StudentSaved.class, saved -> (draft, state) -> Saving.saved(draft, saved))
                    .when(RunEvent.DriftDetected.class, drift -> (draft, state) -> Drifting.detected(draft, drift))
                    .when(RunEvent.ChampionFell.class, fell -> (draft, state) -> Watching.fell(draft, state, fell))
                    .when(
                            RunEvent.TeacherFellBehind.class,
                            behind -> (draft, state) -> Guarding.fellBehind(draft, behind))
                    .when(
                            RunEvent.TeacherCaughtUp.class,
                            caughtUp -> (draft, state) -> Guarding.caughtUp(draft, caughtUp))
                    .when(RunEvent.WorkFailed.class, failed -> (draft, state) -> Failing.failed(draft, failed))
                    .when(RunEvent.ExamplesGone.class, gone -> (draft, state) -> remark(draft, gone))
                    .when(RunEvent.RecordsGone.class, gone -> (draft, state) -> remark(draft, gone))
                    .when(
                            RunEvent.TopicChanged.class,
                            changed -> (draft, state) -> draft.remark(
                                    "The %s stands still: %s.".formatted(changed.reader(), changed.reason())))
                    // A later release's.
                    .when(RunEvent.OfUnknownKind.class, unknown -> (draft, state) -> {})
                    .all();

    private Happening() {}

    static void take(Draft draft, RunState state, RunEvent event) {
        TAKEN.of(event).accept(draft, state);
    }

    /** The student says so once, and waits for an operator; the run's other students go on. */
    private static void remark(Draft draft, RunEvent.ExamplesGone gone) {
        draft.remark("Student %s stands still, for retention has removed what it needs next: offsets %d to %d of %s-%d."
                .formatted(gone.student(), gone.wanted(), gone.earliest() - 1, gone.topic(), gone.partition()));
    }

    private static void remark(Draft draft, RunEvent.RecordsGone gone) {
        draft.remark(
                "The teacher stands still, for retention has removed %d records that it was to label next: offsets %d to %d of %s-%d."
                        .formatted(gone.lost(), gone.wanted(), gone.earliest() - 1, gone.topic(), gone.partition()));
    }
}
