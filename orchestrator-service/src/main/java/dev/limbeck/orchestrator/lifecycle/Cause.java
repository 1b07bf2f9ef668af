package dev.limbeck.orchestrator.lifecycle;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import java.util.Arrays;

/** Names an input in a run's history: its kind as on the wire, and what tells it from others of the kind. */
final class Cause {
    private Cause() {}

    static String of(RunInput input) {
        if (input instanceof RunInput.Command asked) {
            return kind(RunCommand.class, asked.command()) + " "
                    + asked.command().commandId();
        }
        if (input instanceof RunInput.Event happened) {
            return kind(RunEvent.class, happened.event()) + " " + subject(happened.event());
        }
        if (input instanceof RunInput.Checkpoint checkpoint) {
            return "checkpoint " + checkpoint.announced().digest();
        }
        return "evaluation " + ((RunInput.Report) input).report().orderId();
    }

    private static String kind(Class<?> sealedType, Object value) {
        return Arrays.stream(sealedType.getAnnotation(JsonSubTypes.class).value())
                .filter(type -> type.value() == value.getClass())
                .map(JsonSubTypes.Type::name)
                .findFirst()
                .orElse("unknown");
    }

    private static String subject(RunEvent event) {
        if (event instanceof RunEvent.Provisioned answer) {
            return answer.orderId();
        } else if (event instanceof RunEvent.ChampionMoved answer) {
            return answer.orderId();
        } else if (event instanceof RunEvent.OrderRefused answer) {
            return answer.orderId();
        } else if (event instanceof RunEvent.TimerFired timer) {
            return timer.orderId() + " attempt " + timer.attempt();
        } else if (event instanceof RunEvent.TeacherReady ready) {
            return "g" + ready.generation();
        } else if (event instanceof RunEvent.TeacherFailed failed) {
            return "g" + failed.generation();
        } else if (event instanceof RunEvent.LabellingBegan began) {
            return "g" + began.generation();
        } else if (event instanceof RunEvent.SourceDrained drained) {
            return "g" + drained.generation();
        } else if (event instanceof RunEvent.StudentsDrained drained) {
            return "g" + drained.generation();
        } else if (event instanceof RunEvent.StudentSaved saved) {
            return "%s through %d".formatted(saved.student(), saved.records());
        } else if (event instanceof RunEvent.ExamplesGone gone) {
            return gone.student();
        } else if (event instanceof RunEvent.RecordsGone gone) {
            return "g%d %s-%d".formatted(gone.generation(), gone.topic(), gone.partition());
        } else if (event instanceof RunEvent.TopicChanged changed) {
            return changed.reader() + " " + changed.topic();
        } else if (event instanceof RunEvent.DriftDetected drift) {
            return "g%d %s at %d".formatted(drift.generation(), drift.signal(), drift.examples());
        } else if (event instanceof RunEvent.ChampionFell fell) {
            return fell.checkpointDigest();
        } else if (event instanceof RunEvent.TeacherFellBehind behind) {
            return behind.version();
        } else if (event instanceof RunEvent.TeacherCaughtUp caughtUp) {
            return caughtUp.version();
        } else if (event instanceof RunEvent.WorkFailed failed) {
            return "g%d/%s".formatted(failed.generation(), failed.part());
        } else if (event instanceof RunEvent.RecordsReached reached) {
            return String.valueOf(reached.records());
        }
        return "";
    }
}
