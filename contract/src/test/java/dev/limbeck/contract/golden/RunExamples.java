package dev.limbeck.contract.golden;

import static dev.limbeck.contract.golden.MeasuredExamples.AT;
import static dev.limbeck.contract.golden.MeasuredExamples.CHAMPION;
import static dev.limbeck.contract.golden.MeasuredExamples.CHECKPOINT;
import static dev.limbeck.contract.golden.MeasuredExamples.COUNTS;
import static dev.limbeck.contract.golden.MeasuredExamples.DIFFERENCES;
import static dev.limbeck.contract.golden.MeasuredExamples.EVIDENCE;
import static dev.limbeck.contract.golden.MeasuredExamples.TEACHER;
import static dev.limbeck.contract.golden.MeasuredExamples.UNTRAINED;

import dev.limbeck.contract.event.PromotionDecision;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunCommand.Hold;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is asked of a run, what happens to it, and what it has others do: one of every kind. */
final class RunExamples {
    static final DistillationRun RUN = RunSpecReader.read("""
            apiVersion: limbeck.dev/v1alpha1
            kind: DistillationRun
            metadata: {name: mnist}
            spec:
              source: {topic: production.mnist, partitions: 2}
              input: {shape: [1, 28, 28], classes: 10, normalisation: {mean: [33], std: [78]}}
              teacher: {artifact: teachers/network.pt, version: v1, gate: {minAccuracy: 0.9}}
              students: [{name: small-cnn, network: "builtin:cnn-8"}]
            """);
    private static final Optional<String> REASON = Optional.of("it looks better");
    private static final SortedMap<Integer, Long> OFFSETS = new TreeMap<>(Map.of(0, 500L, 1, 490L));
    private static final String ORDER = "mnist/g1/evaluate/61be55a8/none";

    private RunExamples() {}

    static Map<String, RunCommand> commands() {
        var commands = new TreeMap<String, RunCommand>();
        commands.put("apply", new RunCommand.Apply("c-1", RUN, AT));
        commands.put("pause", new RunCommand.Pause("c-2", "mnist", REASON, AT));
        commands.put("resume", new RunCommand.Resume("c-3", "mnist", AT));
        commands.put("cancel", new RunCommand.Cancel("c-4", "mnist", Optional.empty(), AT));
        commands.put("drain", new RunCommand.Drain("c-5", "mnist", AT));
        commands.put("approve", new RunCommand.Approve("c-6", "mnist", "61be55a8", REASON, AT));
        commands.put("reject", new RunCommand.Reject("c-7", "mnist", "61be55a8", REASON, AT));
        commands.put(
                "rollback",
                new RunCommand.RollBack(
                        "c-8", "mnist", Optional.of("61be55a8"), Optional.of(Hold.UNTIL_LIFTED), REASON, AT));
        commands.put(
                "rollback-that-does-not-hold",
                new RunCommand.RollBack("c-9", "mnist", Optional.empty(), Optional.empty(), Optional.empty(), AT));
        commands.put(
                "pin",
                new RunCommand.Pin(
                        "c-10", "mnist", Optional.empty(), new Hold(Optional.of(Duration.ofHours(2))), REASON, AT));
        commands.put("unpin", new RunCommand.Unpin("c-11", "mnist", Optional.empty(), AT));
        return commands;
    }

    static Map<String, RunEvent> events() {
        var events = new TreeMap<String, RunEvent>(ofWork());
        events.putAll(ofWhatWasSeen());
        events.put("provisioned", new RunEvent.Provisioned("mnist", "mnist/g1/provision", 1, AT));
        events.put(
                "champion-moved",
                new RunEvent.ChampionMoved(
                        "mnist", "mnist/g1/promote/61be55a8", 1, "61be55a8", CHAMPION.location(), AT));
        events.put("order-refused", new RunEvent.OrderRefused("mnist", ORDER, 2, "The checkpoint is not there.", AT));
        events.put("timer-fired", new RunEvent.TimerFired("mnist", ORDER, 1, AT));
        events.put("source-drained", new RunEvent.SourceDrained("mnist", 1, AT));
        events.put("students-drained", new RunEvent.StudentsDrained("mnist", 1, AT));
        events.put("records-reached", new RunEvent.RecordsReached("mnist", 60000, AT));
        return events;
    }

    private static Map<String, RunEvent> ofWork() {
        return Map.of(
                "teacher-ready", new RunEvent.TeacherReady(2, TEACHER, AT),
                "teacher-failed", new RunEvent.TeacherFailed("mnist", 1, "there is no such network", AT),
                "labelling-began", new RunEvent.LabellingBegan("mnist", 1, "t-00d1ad6686f0", OFFSETS, AT),
                "student-saved",
                        new RunEvent.StudentSaved("mnist", 1, "small-cnn", OFFSETS, 990, Optional.of("61be55a8"), AT),
                "student-saved-before-any-was-announced",
                        new RunEvent.StudentSaved("mnist", 1, "small-cnn", new TreeMap<>(), 0, Optional.empty(), AT),
                "examples-gone",
                        new RunEvent.ExamplesGone(
                                "mnist", "small-cnn", "limbeck.examples.mnist.g1", 1, 7532, 9020, 1488, AT),
                "records-gone", new RunEvent.RecordsGone("mnist", 1, "production.mnist", 0, 160, 300, 140, AT),
                "topic-changed",
                        new RunEvent.TopicChanged(
                                "mnist",
                                "student small-cnn",
                                "limbeck.examples.mnist.g1",
                                "limbeck.examples.mnist.g1 was re-created: it has topic id B, and what was learnt from so"
                                        + " far came from A; what that still held is gone",
                                AT),
                "work-failed",
                        new RunEvent.WorkFailed(
                                "mnist",
                                1,
                                "small-cnn",
                                "network of student small-cnn cannot be read: small.pt",
                                3,
                                true,
                                AT));
    }

    private static Map<String, RunEvent> ofWhatWasSeen() {
        return Map.of(
                "drift-detected",
                        new RunEvent.DriftDetected(
                                "mnist",
                                1,
                                RunEvent.DriftDetected.Signal.TEACHER_ENTROPY,
                                "ADWIN, delta 0.002",
                                OFFSETS,
                                990,
                                0.125,
                                0.5,
                                AT),
                "champion-fell",
                        new RunEvent.ChampionFell(
                                "mnist",
                                1,
                                "61be55a8",
                                1000,
                                0.98,
                                0.75,
                                0.000123,
                                Optional.of(COUNTS),
                                Optional.empty(),
                                AT),
                "champion-fell-that-is-the-first",
                        new RunEvent.ChampionFell(
                                "mnist",
                                1,
                                "61be55a8",
                                1000,
                                0.98,
                                0.75,
                                0.000123,
                                Optional.empty(),
                                Optional.empty(),
                                AT),
                "champion-fell-by-value",
                        new RunEvent.ChampionFell(
                                "mnist",
                                1,
                                "61be55a8",
                                1000,
                                0.98,
                                0.75,
                                0.000123,
                                Optional.empty(),
                                Optional.of(DIFFERENCES),
                                AT),
                "teacher-fell-behind",
                        new RunEvent.TeacherFellBehind("mnist", 1, "t-00d1ad6686f0", 1000, 0.99, 0.875, 0.0625, AT),
                "teacher-caught-up", new RunEvent.TeacherCaughtUp("mnist", 1, "t-00d1ad6686f0", 1000, 0.99, AT));
    }

    static Map<String, RunOrder> orders() {
        return Map.of(
                "provision", new RunOrder.Provision("mnist/g1/provision", 1, "mnist", 1),
                "evaluate",
                        new RunOrder.Evaluate(
                                ORDER,
                                2,
                                "mnist",
                                1,
                                CHECKPOINT,
                                TEACHER,
                                Optional.of(CHAMPION),
                                Optional.of(UNTRAINED)),
                "evaluate-the-first",
                        new RunOrder.Evaluate(
                                ORDER, 1, "mnist", 1, CHECKPOINT, TEACHER, Optional.empty(), Optional.empty()),
                "promote",
                        new RunOrder.Promote(
                                "mnist/g1/promote/61be55a8",
                                1,
                                "mnist",
                                1,
                                CHECKPOINT,
                                MeasuredExamples.report(),
                                new PromotionDecision.Promote("It is better.", EVIDENCE)),
                "point-champion",
                        new RunOrder.PointChampion("mnist/g1/point/champion-digest", 1, "mnist", 1, CHAMPION));
    }

    static Map<String, RunHistoryEntry> history() {
        return Map.of(
                "line",
                new RunHistoryEntry(
                        "mnist",
                        17,
                        AT,
                        "g1/small-cnn/step-0000000300-w0001",
                        "EVALUATING",
                        "PROMOTING",
                        "evaluation " + ORDER,
                        "It is better."));
    }
}
