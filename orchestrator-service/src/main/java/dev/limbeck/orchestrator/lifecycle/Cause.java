package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.json.KindName;
import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;

/** Names an input in a run's history: its kind as on the wire, and what tells it from others of the kind. */
final class Cause {
    private static final Kinds<RunInput, String> NAME = Kinds.<RunInput, String>of(RunInput.class)
            .when(
                    RunInput.Command.class,
                    asked -> KindName.of(RunCommand.class, asked.command()) + " "
                            + asked.command().commandId())
            .when(RunInput.Event.class, happened -> kind(happened.event()) + " " + subject(happened.event()))
            .when(
                    RunInput.Checkpoint.class,
                    checkpoint -> "checkpoint " + checkpoint.announced().digest())
            .when(
                    RunInput.Report.class,
                    measured -> "evaluation " + measured.report().orderId())
            .all();

    private static final Kinds<RunEvent, String> SUBJECT = Kinds.<RunEvent, String>of(RunEvent.class)
            .when(RunEvent.Provisioned.class, RunEvent.Provisioned::orderId)
            .when(RunEvent.ChampionMoved.class, RunEvent.ChampionMoved::orderId)
            .when(RunEvent.OrderRefused.class, RunEvent.OrderRefused::orderId)
            .when(RunEvent.TimerFired.class, timer -> timer.orderId() + " attempt " + timer.attempt())
            .when(RunEvent.TeacherReady.class, ready -> "g" + ready.generation())
            .when(RunEvent.TeacherFailed.class, failed -> "g" + failed.generation())
            .when(RunEvent.LabellingBegan.class, began -> "g" + began.generation())
            .when(RunEvent.SourceDrained.class, drained -> "g" + drained.generation())
            .when(RunEvent.StudentsDrained.class, drained -> "g" + drained.generation())
            .when(RunEvent.StudentSaved.class, saved -> "%s through %d".formatted(saved.student(), saved.records()))
            .when(RunEvent.ExamplesGone.class, RunEvent.ExamplesGone::student)
            .when(RunEvent.RecordsGone.class, gone -> "g%d %s-%d"
                    .formatted(gone.generation(), gone.topic(), gone.partition()))
            .when(RunEvent.TopicChanged.class, changed -> changed.reader() + " " + changed.topic())
            .when(RunEvent.DriftDetected.class, drift -> "g%d %s at %d"
                    .formatted(drift.generation(), drift.signal(), drift.examples()))
            .when(RunEvent.ChampionFell.class, RunEvent.ChampionFell::checkpointDigest)
            .when(RunEvent.TeacherFellBehind.class, RunEvent.TeacherFellBehind::version)
            .when(RunEvent.TeacherCaughtUp.class, RunEvent.TeacherCaughtUp::version)
            .when(RunEvent.WorkFailed.class, failed -> "g%d/%s".formatted(failed.generation(), failed.part()))
            .when(RunEvent.RecordsReached.class, reached -> String.valueOf(reached.records()))
            .when(RunEvent.OfUnknownKind.class, unknown -> "")
            .all();

    private Cause() {}

    static String of(RunInput input) {
        return NAME.of(input);
    }

    private static String kind(RunEvent event) {
        return event instanceof RunEvent.OfUnknownKind ? "unknown" : KindName.of(RunEvent.class, event);
    }

    private static String subject(RunEvent event) {
        return SUBJECT.of(event);
    }
}
