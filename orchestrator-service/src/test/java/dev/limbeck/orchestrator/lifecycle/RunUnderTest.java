package dev.limbeck.orchestrator.lifecycle;

import static dev.limbeck.orchestrator.Examples.NOW;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.PendingOrder;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunCommand.Hold;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunEvent.ChampionFell;
import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected;
import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected.Signal;
import dev.limbeck.contract.lifecycle.RunEvent.TeacherCaughtUp;
import dev.limbeck.contract.lifecycle.RunEvent.TeacherFellBehind;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.orchestrator.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run of which every input is worked in at once, a second apart, and all orders and lines are kept. */
final class RunUnderTest {
    private final List<RunOrder> orders = new ArrayList<>();
    private final List<RunHistoryEntry> history = new ArrayList<>();
    private Optional<RunState> state = Optional.empty();
    private Instant now = NOW;
    private int commands;

    static RunUnderTest declared(DistillationRun run) {
        return new RunUnderTest().apply(run);
    }

    static RunUnderTest distilling(DistillationRun run) {
        return declared(run).provision().teach(0.98);
    }

    RunUnderTest take(RunInput input) {
        now = now.plusSeconds(1);
        var reduction = RunLifecycle.reduce(state, input, now);
        state = reduction.state();
        orders.addAll(reduction.orders());
        history.addAll(reduction.history());
        return this;
    }

    RunUnderTest command(RunCommand command) {
        return take(new RunInput.Command(command));
    }

    RunUnderTest event(RunEvent event) {
        return take(new RunInput.Event(event));
    }

    RunUnderTest report(EvaluationReport report) {
        return take(new RunInput.Report(report));
    }

    RunUnderTest apply(DistillationRun run) {
        return command(new RunCommand.Apply(nextId(), run, now));
    }

    RunUnderTest pause() {
        return command(new RunCommand.Pause(nextId(), name(), Optional.of("lunch"), now));
    }

    RunUnderTest resume() {
        return command(new RunCommand.Resume(nextId(), name(), now));
    }

    RunUnderTest cancel() {
        return command(new RunCommand.Cancel(nextId(), name(), Optional.empty(), now));
    }

    RunUnderTest drain() {
        return command(new RunCommand.Drain(nextId(), name(), now));
    }

    RunUnderTest approve(CheckpointAnnounced checkpoint) {
        return command(new RunCommand.Approve(nextId(), name(), checkpoint.digest(), Optional.of("good enough"), now));
    }

    RunUnderTest reject(CheckpointAnnounced checkpoint) {
        return command(new RunCommand.Reject(nextId(), name(), checkpoint.digest(), Optional.of("too slow"), now));
    }

    /** As a command of yesterday: the next promotion may undo it. */
    RunUnderTest rollBack(@Nullable CheckpointAnnounced checkpoint) {
        return rollBack(checkpoint, Optional.empty());
    }

    RunUnderTest rollBack(@Nullable CheckpointAnnounced checkpoint, Optional<Hold> hold) {
        return command(new RunCommand.RollBack(
                nextId(),
                name(),
                Optional.ofNullable(checkpoint).map(CheckpointAnnounced::digest),
                hold,
                Optional.of("it misreads sevens"),
                now));
    }

    RunUnderTest pin(@Nullable CheckpointAnnounced checkpoint, Hold hold) {
        return command(new RunCommand.Pin(
                nextId(),
                name(),
                Optional.ofNullable(checkpoint).map(CheckpointAnnounced::digest),
                hold,
                Optional.of("it serves well"),
                now));
    }

    RunUnderTest unpin() {
        return command(new RunCommand.Unpin(nextId(), name(), Optional.empty(), now));
    }

    String nextId() {
        return "c-" + ++commands;
    }

    RunUnderTest provision() {
        var order = newest(RunOrder.Provision.class);
        return event(new RunEvent.Provisioned(order.run(), order.orderId(), order.attempt(), now));
    }

    RunUnderTest teach(double accuracy) {
        int generation = state().currentGeneration().number();
        return event(new RunEvent.TeacherReady(
                generation, Examples.teacher(name(), "v" + generation, OptionalDouble.of(accuracy)), now));
    }

    RunUnderTest teacherFails() {
        return event(new RunEvent.TeacherFailed(
                name(), state().currentGeneration().number(), "The file is not there.", now));
    }

    RunUnderTest fails(String part, boolean givenUp) {
        int generation = state().currentGeneration().number();
        return event(new RunEvent.WorkFailed(name(), generation, part, "it cannot be opened", 3, givenUp, now));
    }

    CheckpointAnnounced announce(String student, long step) {
        var checkpoint = Examples.checkpoint(name(), state().currentGeneration().number(), student, step);
        take(new RunInput.Checkpoint(checkpoint));
        return checkpoint;
    }

    /** Answers the newest order to measure. */
    RunUnderTest measure(double accuracy) {
        return report(Examples.report(newest(RunOrder.Evaluate.class), accuracy));
    }

    /** Answers the newest order that moves the champion. */
    RunUnderTest moveChampion() {
        var order =
                pending().stream().filter(Refusals::movesChampion).findFirst().orElseThrow();
        String digest = order instanceof RunOrder.Promote promote
                ? promote.candidate().digest()
                : ((RunOrder.PointChampion) order).champion().checkpointDigest();
        return event(new RunEvent.ChampionMoved(
                name(), order.orderId(), order.attempt(), digest, "promoted/" + digest, now));
    }

    CheckpointAnnounced promote(String student, long step, double accuracy) {
        var checkpoint = announce(student, step);
        measure(accuracy).moveChampion();
        return checkpoint;
    }

    RunUnderTest timer(RunOrder order) {
        return event(new RunEvent.TimerFired(name(), order.orderId(), order.attempt(), now));
    }

    RunUnderTest refuse(RunOrder order) {
        return event(new RunEvent.OrderRefused(name(), order.orderId(), order.attempt(), "There is no disk.", now));
    }

    RunUnderTest sourceDrained() {
        return event(
                new RunEvent.SourceDrained(name(), state().currentGeneration().number(), now));
    }

    RunUnderTest studentsDrained() {
        return event(
                new RunEvent.StudentsDrained(name(), state().currentGeneration().number(), now));
    }

    RunUnderTest drift(Signal signal, long examples) {
        return event(drifted(signal, examples));
    }

    DriftDetected drifted(Signal signal, long examples) {
        return new DriftDetected(
                name(),
                state().currentGeneration().number(),
                signal,
                "ADWIN (delta 0.002)",
                new TreeMap<>(Map.of(0, 4 * examples)),
                examples,
                0.05,
                0.4,
                now);
    }

    /** @param againstPrevious of the examples on which only one of the two is right */
    RunUnderTest championFalls(@Nullable PairedCounts againstPrevious) {
        return event(new ChampionFell(
                name(),
                state().currentGeneration().number(),
                state().champion().orElseThrow(),
                500,
                0.95,
                0.6,
                1e-9,
                Optional.ofNullable(againstPrevious),
                Optional.empty(),
                now));
    }

    RunUnderTest teacherFallsBehind(double accuracy) {
        var generation = state().currentGeneration();
        return event(new TeacherFellBehind(
                name(),
                generation.number(),
                generation.teacher().orElseThrow().version(),
                400,
                0.98,
                accuracy,
                0.2,
                now));
    }

    RunUnderTest teacherCatchesUp() {
        var generation = state().currentGeneration();
        return event(new TeacherCaughtUp(
                name(), generation.number(), generation.teacher().orElseThrow().version(), 400, 0.975, now));
    }

    RunState state() {
        return state.orElseThrow();
    }

    RunPhase phase() {
        return state().phase();
    }

    Candidate.Phase phaseOf(CheckpointAnnounced checkpoint) {
        return state().candidate(checkpoint.digest()).orElseThrow().phase();
    }

    String name() {
        return state().run();
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    List<RunOrder> orders() {
        return orders;
    }

    List<RunOrder> pending() {
        return state().orders().stream().map(PendingOrder::order).toList();
    }

    <T extends RunOrder> T newest(Class<T> type) {
        return orders.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    List<RunHistoryEntry> history() {
        return history;
    }

    RunHistoryEntry lastLine() {
        return history.get(history.size() - 1);
    }
}
