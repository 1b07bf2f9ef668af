package dev.limbeck.orchestrator;

import static java.util.stream.Collectors.groupingBy;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.orchestrator.lifecycle.Reduction;
import dev.limbeck.orchestrator.lifecycle.RunInput;
import dev.limbeck.orchestrator.lifecycle.RunLifecycle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Finds out whether what a lifecycle has committed is what the pure reducer makes of the inputs: every input taken once,
 * those of one partition in their order. In which order the partitions were taken is not written down, so an order is
 * looked for that leads through all committed states.
 */
final class LifecycleReplay {
    private final List<RunState> states;
    private final List<List<RunInput>> queues;
    private final Set<List<Integer>> hopeless = new HashSet<>();
    private final Deque<Reduction> taken = new ArrayDeque<>();
    private int furthest;

    private LifecycleReplay(List<RunState> states, List<List<RunInput>> queues) {
        this.states = states;
        this.queues = queues;
    }

    /**
     * Every run's reductions that changed it, first to last.
     *
     * @throws AssertionError when a run's states cannot come of its inputs
     */
    static Map<String, List<Reduction>> of(KafkaConnection connection) {
        var queues = new ArrayList<List<RunInput>>();
        add(queues, connection, RunTopics.RUN_COMMANDS, RunCommand.class, RunInput.Command::new);
        add(queues, connection, RunTopics.RUN_EVENTS, RunEvent.class, RunInput.Event::new);
        add(queues, connection, RunTopics.CHECKPOINTS, CheckpointAnnounced.class, RunInput.Checkpoint::new);
        add(queues, connection, RunTopics.EVALUATIONS, EvaluationReport.class, RunInput.Report::new);
        var byRun = Committed.of(connection, RunTopics.RUN_STATE, RunState.class).stream()
                .collect(groupingBy(RunState::run));
        var replayed = new TreeMap<String, List<Reduction>>();
        byRun.forEach((run, states) -> replayed.put(run, of(states, ofRun(run, queues))));
        return replayed;
    }

    /**
     * Of one run.
     *
     * @param states all that were committed
     * @param queues inputs, in the order in which each partition has them
     */
    static List<Reduction> of(List<RunState> states, List<List<RunInput>> queues) {
        return new LifecycleReplay(states, queues).replay();
    }

    private static <T> void add(
            List<List<RunInput>> queues,
            KafkaConnection connection,
            String topic,
            Class<T> type,
            Function<T, RunInput> input) {
        Committed.byPartition(connection, topic, type)
                .values()
                .forEach(partition -> queues.add(partition.stream().map(input).toList()));
    }

    private static List<List<RunInput>> ofRun(String run, List<List<RunInput>> queues) {
        return queues.stream()
                .map(queue ->
                        queue.stream().filter(input -> input.run().equals(run)).toList())
                .filter(queue -> !queue.isEmpty())
                .toList();
    }

    private List<Reduction> replay() {
        if (!leadsOn(Optional.empty(), new int[queues.size()])) {
            throw new AssertionError("no order of the inputs leads from state %d to %s; inputs are %s"
                    .formatted(furthest, states.get(Math.min(furthest, states.size() - 1)), queues));
        }
        return List.copyOf(taken);
    }

    /** @param at how many inputs of each queue are taken */
    private boolean leadsOn(Optional<RunState> before, int[] at) {
        int reached = taken.size();
        furthest = Math.max(furthest, reached);
        if (reached == states.size() && isAtEnd(at)) {
            return true;
        }
        var place = new ArrayList<>(Arrays.stream(at).boxed().toList());
        place.add(reached);
        if (!hopeless.add(place)) {
            return false;
        }
        for (int queue = 0; queue < at.length; queue++) {
            if (at[queue] < queues.get(queue).size() && takes(before, queue, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean takes(Optional<RunState> before, int queue, int[] at) {
        int reached = taken.size();
        var input = queues.get(queue).get(at[queue]);
        var now = states.get(Math.min(reached, states.size() - 1)).updatedAt();
        var reduction = RunLifecycle.reduce(before, input, now);
        int[] next = at.clone();
        next[queue]++;
        if (!reduction.changed()) {
            return leadsOn(before, next);
        }
        if (reached == states.size() || !reduction.state().equals(Optional.of(states.get(reached)))) {
            return false;
        }
        taken.addLast(reduction);
        if (leadsOn(reduction.state(), next)) {
            return true;
        }
        taken.removeLast();
        return false;
    }

    private boolean isAtEnd(int[] at) {
        for (int queue = 0; queue < at.length; queue++) {
            if (at[queue] < queues.get(queue).size()) {
                return false;
            }
        }
        return true;
    }
}
