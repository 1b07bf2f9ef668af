package dev.limbeck.orchestrator.streams;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.orchestrator.lifecycle.Reduction;
import dev.limbeck.orchestrator.lifecycle.RunInput;
import dev.limbeck.orchestrator.lifecycle.RunLifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Works every input into its run's state. State, orders, history and timers leave in the transaction that takes the
 * input, so after a crash none of them is missing and none is there twice.
 */
final class RunProcessor implements Processor<String, RunInput, String, byte[]> {
    private static final Duration LOOK_FOR_DUE = Duration.ofSeconds(1);

    private final SkippedInputs skipped;
    private final DueOrders dueOrders = new DueOrders();

    @SuppressWarnings("NullAway.Init") // set by init, before anything else is called
    private ProcessorContext<String, byte[]> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, RunState> states;

    RunProcessor(SkippedInputs skipped) {
        this.skipped = skipped;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> taskContext) {
        context = taskContext;
        states = taskContext.getStateStore(RunTopology.STATES);
        try (var all = states.all()) {
            all.forEachRemaining(entry -> dueOrders.watch(entry.value));
        }
        taskContext.schedule(LOOK_FOR_DUE, PunctuationType.WALL_CLOCK_TIME, this::tellOfDueOrders);
    }

    @Override
    public void process(Record<String, RunInput> input) {
        var reduction = reduce(input);
        if (reduction == null || !reduction.changed()) {
            return;
        }
        var state = reduction.state().orElseThrow();
        states.put(state.run(), state);
        dueOrders.watch(state);
        send(RunTopology.STATE_SINK, state.run(), state);
        reduction.history().forEach(line -> send(RunTopology.HISTORY_SINK, line.key(), line));
        reduction.orders().forEach(order -> send(RunTopology.ORDERS_SINK, order.orderId(), order));
    }

    private @Nullable Reduction reduce(Record<String, RunInput> input) {
        var state = Optional.ofNullable(states.get(input.key()));
        try {
            return RunLifecycle.reduce(state, input.value(), now());
        } catch (RuntimeException unfit) {
            skipped.skip("an input of run " + input.key() + " that its lifecycle cannot take", unfit);
            return null;
        }
    }

    /** Only a message: after a stand-still it comes behind the facts that were waiting. */
    private void tellOfDueOrders(long ignoredMillis) {
        dueOrders.due(now()).forEach(fired -> send(RunTopology.TIMERS_SINK, fired.run(), fired));
    }

    private void send(String sink, String key, Object document) {
        context.forward(new Record<>(key, ContractJson.write(document), context.currentSystemTimeMs()), sink);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
