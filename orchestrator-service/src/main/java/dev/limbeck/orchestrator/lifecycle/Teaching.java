package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.run.RedistilSpec;
import dev.limbeck.contract.task.Task;
import java.util.Comparator;
import java.util.Optional;

/** A generation's way from its topics to a teacher that labels. */
final class Teaching {
    private Teaching() {}

    /** With the teacher that is declared now. */
    static void beginGeneration(Draft draft, String cause) {
        int number = draft.generations().stream()
                        .mapToInt(GenerationRecord::number)
                        .max()
                        .orElse(0)
                + 1;
        String why = "Generation %d begins: %s".formatted(number, lowerFirst(cause));
        Ending.giveUp(draft, why);
        draft.generations().add(successor(draft, number, cause));
        Remembering.trimGenerations(draft);
        draft.sourceDrained(false);
        draft.move(RunPhase.PROVISIONING, why);
    }

    /** A teacher that is behind stays so until it has caught up; of another one nothing is known. */
    private static GenerationRecord successor(Draft draft, int number, String cause) {
        var spec = draft.declaration().spec();
        var before = draft.generation();
        var begun = GenerationRecord.begun(
                number,
                cause,
                spec.teacher(),
                spec.redistil().from() == RedistilSpec.From.CHAMPION ? draft.currentChampion() : Optional.empty(),
                draft.now());
        if (before.declared().equals(spec.teacher())) {
            return begun.adjusted(
                    new Adjustment(before.adjustment().softTargetWeightFactor(), Adjustment.NONE.learningRateFactor()));
        }
        draft.teacherCaughtUp();
        return begun;
    }

    static void provisioned(Draft draft, RunEvent.Provisioned answer) {
        var order = draft.orders().pending(answer.orderId(), answer.attempt());
        if (order.isPresent() && draft.active() == RunPhase.PROVISIONING) {
            draft.orders().noLongerAwait(order.get()::equals);
            draft.move(
                    RunPhase.TEACHER,
                    "The topics of generation %d are there."
                            .formatted(draft.generation().number()));
        }
    }

    static void ready(Draft draft, RunEvent.TeacherReady ready) {
        if (ready.generation() != draft.generation().number() || draft.active() != RunPhase.TEACHER) {
            return;
        }
        var taught = draft.generation().taughtBy(ready.teacher());
        draft.generation(taught);
        draft.move(
                RunPhase.TEACHER_GATE,
                "Teacher %s is ready.".formatted(ready.teacher().version()));
        var gate = new TeacherGate(task(draft), taught);
        gate.shortcoming()
                .ifPresentOrElse(
                        why -> endGeneration(draft, why), () -> draft.move(RunPhase.DISTILLING, gate.approval()));
    }

    static void failed(Draft draft, RunEvent.TeacherFailed failed) {
        if (failed.generation() == draft.generation().number() && draft.active() == RunPhase.TEACHER) {
            endGeneration(draft, "There is no teacher: " + failed.reason());
        }
    }

    private static Task task(Draft draft) {
        return draft.declaration().spec().signature().task();
    }

    /** The run goes back to the newest generation whose teacher was good enough. */
    static void endGeneration(Draft draft, String why) {
        var ended = draft.generation();
        var earlier = draft.generations().stream()
                .filter(one -> one.number() < ended.number() && new TeacherGate(task(draft), one).isPassed())
                .max(Comparator.comparingInt(GenerationRecord::number));
        if (earlier.isEmpty()) {
            Ending.end(draft, RunPhase.FAILED, why);
            return;
        }
        String back = "Generation %d ends, and the run goes back to generation %d: %s"
                .formatted(ended.number(), earlier.get().number(), lowerFirst(why));
        Ending.giveUp(draft, back);
        // The last of the list is the one that is worked on.
        draft.generations().remove(earlier.get());
        draft.generations()
                .add(earlier.get()
                        .adjusted(Adjustment.NONE)
                        .observing(earlier.get().observations().withoutFailures()));
        draft.teacherCaughtUp();
        draft.declare(
                Declarations.withTeacher(draft.declaration(), earlier.get().declared()));
        draft.move(RunPhase.DISTILLING, back);
        draft.stands(back);
    }

    /** Said by every replica after every rebalance: only what moves a generation's beginning is of interest. */
    static void labelling(Draft draft, RunEvent.LabellingBegan began) {
        draft.generations().stream()
                .filter(one -> one.number() == began.generation())
                .findFirst()
                .filter(one -> !one.labelling(began.from()).equals(one))
                .ifPresent(one -> {
                    draft.generation(one.labelling(began.from()));
                    draft.remark("Teacher %s of generation %d labels from offsets %s (by partition)."
                            .formatted(began.version(), began.generation(), began.from()));
                });
    }

    private static String lowerFirst(String sentence) {
        return sentence.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + sentence.substring(1);
    }
}
