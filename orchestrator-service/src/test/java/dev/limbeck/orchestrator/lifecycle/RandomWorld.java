package dev.limbeck.orchestrator.lifecycle;

import static dev.limbeck.orchestrator.Examples.NOW;

import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.orchestrator.Examples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Services and people that do anything at any time: late, twice, out of turn. */
final class RandomWorld {
    private static final String RUN = "digits";

    private final RandomGenerator random;
    private final List<RunOrder> orders = new ArrayList<>();
    private final List<RunInput> said = new ArrayList<>();
    private int commands;

    RandomWorld(RandomGenerator random) {
        this.random = random;
    }

    void given(List<RunOrder> more) {
        orders.addAll(more);
    }

    RunInput next(Optional<RunState> state) {
        if (!said.isEmpty() && random.nextInt(6) == 0) {
            return any(said);
        }
        RunInput input;
        int choice = state.isEmpty() ? 60 + random.nextInt(40) : random.nextInt(100);
        if (choice < 40 && !orders.isEmpty()) {
            input = answer(random.nextInt(4) == 0 ? any(orders) : orders.get(orders.size() - 1));
        } else if (choice < 60) {
            input = new RunInput.Checkpoint(Examples.checkpoint(
                    RUN, generation(state), random.nextBoolean() ? "small" : "control", 1 + random.nextInt(30)));
        } else if (choice < 75) {
            input = new RunInput.Event(
                    random.nextInt(3) == 0 ? seen(state, generation(state)) : event(generation(state)));
        } else {
            input = new RunInput.Command(command(state));
        }
        said.add(input);
        return input;
    }

    private int generation(Optional<RunState> state) {
        int current = state.map(known -> known.currentGeneration().number()).orElse(1);
        return random.nextInt(5) == 0 ? 1 + random.nextInt(current + 1) : current;
    }

    private RunInput answer(RunOrder order) {
        int choice = random.nextInt(10);
        if (choice == 0 && (rarely() || !(order instanceof RunOrder.Provision))) {
            return new RunInput.Event(new RunEvent.OrderRefused(RUN, order.orderId(), order.attempt(), "No.", NOW));
        } else if (choice <= 2) {
            return new RunInput.Event(new RunEvent.TimerFired(RUN, order.orderId(), order.attempt(), NOW));
        } else if (order instanceof RunOrder.Evaluate evaluate) {
            return new RunInput.Report(Examples.report(evaluate, random.nextDouble()));
        } else if (order instanceof RunOrder.Provision) {
            return new RunInput.Event(new RunEvent.Provisioned(RUN, order.orderId(), order.attempt(), NOW));
        }
        String digest = order instanceof RunOrder.Promote promote
                ? promote.candidate().digest()
                : ((RunOrder.PointChampion) order).champion().checkpointDigest();
        return new RunInput.Event(
                new RunEvent.ChampionMoved(RUN, order.orderId(), order.attempt(), digest, "promoted/" + digest, NOW));
    }

    private RunEvent event(int generation) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 ->
                new RunEvent.TeacherReady(
                        generation,
                        Examples.teacher(RUN, "v" + generation, OptionalDouble.of(rarely() ? 0.5 : 0.95)),
                        NOW);
            case 4 ->
                rarely()
                        ? new RunEvent.TeacherFailed(RUN, generation, "No file.", NOW)
                        : new RunEvent.LabellingBegan(
                                RUN, generation, "v1", new TreeMap<>(Map.of(0, (long) random.nextInt(100))), NOW);
            case 5 ->
                rarely()
                        ? new RunEvent.RecordsReached(RUN, 1000, NOW)
                        : new RunEvent.TimerFired(RUN, "digits/g1/provision", 1, NOW);
            case 6, 7 -> new RunEvent.SourceDrained(RUN, generation, NOW);
            default -> new RunEvent.StudentsDrained(RUN, generation, NOW);
        };
    }

    /** What the watch on the live stream says. */
    private RunEvent seen(Optional<RunState> state, int generation) {
        String version = "v" + generation;
        return switch (random.nextInt(6)) {
            case 0, 1 ->
                new RunEvent.DriftDetected(
                        RUN,
                        generation,
                        any(List.of(RunEvent.DriftDetected.Signal.values())),
                        "ADWIN",
                        new TreeMap<>(),
                        random.nextInt(8000),
                        0.1,
                        0.2,
                        NOW);
            case 2, 3 ->
                new RunEvent.ChampionFell(
                        RUN,
                        generation,
                        state.flatMap(RunState::champion).orElse("none"),
                        100,
                        0.9,
                        0.5,
                        1e-6,
                        random.nextBoolean()
                                ? Optional.of(new PairedCounts(10, 5, 5 + random.nextInt(60), 20))
                                : Optional.empty(),
                        Optional.empty(),
                        NOW);
            case 4 ->
                new RunEvent.TeacherFellBehind(RUN, generation, version, 100, 0.95, random.nextDouble(), 0.1, NOW);
            default -> new RunEvent.TeacherCaughtUp(RUN, generation, version, 100, 0.95, NOW);
        };
    }

    private boolean rarely() {
        return random.nextInt(12) == 0;
    }

    private RunCommand command(Optional<RunState> state) {
        String id = "c-" + ++commands;
        return switch (state.isEmpty() ? 15 : random.nextInt(18)) {
            case 0, 1 -> new RunCommand.Pause(id, RUN, Optional.empty(), NOW);
            case 2, 3, 4, 5, 6 -> new RunCommand.Resume(id, RUN, NOW);
            case 7 ->
                random.nextInt(144) == 0
                        ? new RunCommand.Cancel(id, RUN, Optional.empty(), NOW)
                        : new RunCommand.Drain(id, RUN, NOW);
            case 8, 9 -> new RunCommand.Approve(id, RUN, candidate(state), Optional.empty(), NOW);
            case 10 -> new RunCommand.Reject(id, RUN, candidate(state), Optional.empty(), NOW);
            case 11 -> new RunCommand.RollBack(id, RUN, Optional.empty(), Optional.empty(), Optional.empty(), NOW);
            case 12 -> new RunCommand.RollBack(id, RUN, Optional.of(candidate(state)), hold(), Optional.empty(), NOW);
            case 16 ->
                new RunCommand.Pin(
                        id,
                        RUN,
                        random.nextBoolean() ? Optional.of(candidate(state)) : Optional.empty(),
                        hold().orElse(RunCommand.Hold.UNTIL_LIFTED),
                        Optional.empty(),
                        NOW);
            case 17 -> new RunCommand.Unpin(id, RUN, Optional.empty(), NOW);
            default ->
                new RunCommand.Apply(
                        id,
                        Examples.with(
                                Examples.declared(
                                        RUN,
                                        random.nextInt(4) == 0 ? "v" + (1 + random.nextInt(3)) : teacher(state),
                                        "0.9",
                                        random.nextBoolean() ? "manual" : "automatic",
                                        "{}"),
                                "watch: {\"drift\": {\"action\": \"%s\"}}"
                                        .formatted(any(List.of("redistil", "raise-learning-rate", "notify")))),
                        NOW);
        };
    }

    private Optional<RunCommand.Hold> hold() {
        return switch (random.nextInt(3)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(RunCommand.Hold.UNTIL_LIFTED);
            default -> Optional.of(new RunCommand.Hold(Optional.of(Duration.ofHours(2))));
        };
    }

    private static String teacher(Optional<RunState> state) {
        return state.flatMap(known -> known.declaration().spec().teacher().version())
                .orElse("v1");
    }

    private String candidate(Optional<RunState> state) {
        return state.filter(known -> !known.candidates().isEmpty())
                .map(known -> any(known.candidates()).digest())
                .orElse("none");
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
