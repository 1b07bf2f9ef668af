package dev.limbeck.orchestrator.streams;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.orchestrator.lifecycle.Reduction;
import dev.limbeck.orchestrator.lifecycle.RunInput;
import dev.limbeck.orchestrator.lifecycle.RunLifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
 *
 * <p>All runs share this thread, so nothing of one run may end it: an input that the rules cannot take is passed over,
 * a run that has outgrown what a record can have fails, and a state that cannot be read is left as it is. What fails in
 * Kafka Streams itself goes on its way.
 */
final class RunProcessor implements Processor<String, RunInput, String, byte[]> {
    private static final Duration LOOK_FOR_DUE = Duration.ofSeconds(1);
    /** Every topic takes so much, and headers. */
    static final int LARGEST = RecordCodec.MAX_MESSAGE_BYTES;

    private static final int LONGEST_REASON = 500;

    private final SkippedInputs skipped;
    private final DueOrders dueOrders = new DueOrders();

    @SuppressWarnings("NullAway.Init") // set by init, before anything else is called
    private ProcessorContext<String, byte[]> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, byte[]> states;

    /** What leaves, as it leaves. */
    private static final class Message {
        private final String sink;
        private final String key;
        private final byte[] document;

        Message(String sink, String key, Object document) {
            this.sink = sink;
            this.key = key;
            this.document = ContractJson.write(document);
        }
    }

    /** @param messages the state first */
    private record WorkedIn(RunState state, List<Message> messages) {
        static WorkedIn of(Reduction reduction) {
            var state = reduction.state().orElseThrow();
            var messages = new ArrayList<Message>();
            messages.add(new Message(RunTopology.STATE_SINK, state.run(), state));
            reduction.history().forEach(line -> messages.add(new Message(RunTopology.HISTORY_SINK, line.key(), line)));
            reduction
                    .orders()
                    .forEach(order -> messages.add(new Message(RunTopology.ORDERS_SINK, order.orderId(), order)));
            return new WorkedIn(state, messages);
        }

        int largest() {
            return messages.stream().mapToInt(one -> one.document.length).max().orElse(0);
        }
    }

    RunProcessor(SkippedInputs skipped) {
        this.skipped = skipped;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> taskContext) {
        context = taskContext;
        states = taskContext.getStateStore(RunTopology.STATES);
        try (var all = states.all()) {
            all.forEachRemaining(entry -> {
                try {
                    dueOrders.watch(ContractJson.read(entry.value, RunState.class));
                } catch (RuntimeException unreadable) {
                    skipped.skip("the deadlines of run " + entry.key + ", whose state cannot be read", unreadable);
                }
            });
        }
        taskContext.schedule(LOOK_FOR_DUE, PunctuationType.WALL_CLOCK_TIME, this::tellOfDueOrders);
    }

    @Override
    public void process(Record<String, RunInput> input) {
        workIn(input.value(), states.get(input.key())).ifPresent(done -> {
            states.put(input.key(), done.messages().get(0).document);
            dueOrders.watch(done.state());
            done.messages().forEach(this::send);
        });
    }

    private Optional<WorkedIn> workIn(RunInput input, byte @Nullable [] known) {
        String what = "an input of run " + input.run();
        try {
            var before = Optional.ofNullable(known).map(state -> ContractJson.read(state, RunState.class));
            try {
                var done = changed(RunLifecycle.reduce(before, input, now()));
                return before.isPresent() && done.isPresent() && done.get().largest() > LARGEST
                        ? outgrown(before.get(), input, done.get())
                        : done;
            } catch (RuntimeException unfit) {
                skipped.skip(what + " that its lifecycle cannot take", unfit);
                return before.flatMap(state -> changed(RunLifecycle.passOver(state, input, reason(unfit), now())));
            }
        } catch (RuntimeException unreadable) {
            skipped.skip(what + ", for its state cannot be read or told of", unreadable);
            return Optional.empty();
        }
    }

    private Optional<WorkedIn> outgrown(RunState before, RunInput input, WorkedIn tooLarge) {
        var why = new IllegalArgumentException("what is kept of it or sent for it has %,d bytes, allowed are %,d"
                .formatted(tooLarge.largest(), LARGEST));
        skipped.skip("an input of run " + before.run() + " that it cannot keep", why);
        return changed(RunLifecycle.fail(before, input, reason(why), now()))
                .filter(failed -> failed.largest() <= LARGEST);
    }

    private static Optional<WorkedIn> changed(Reduction reduction) {
        return reduction.changed() ? Optional.of(WorkedIn.of(reduction)) : Optional.empty();
    }

    private static String reason(RuntimeException why) {
        String message = String.valueOf(why.getMessage());
        return message.substring(0, Math.min(LONGEST_REASON, message.length()));
    }

    /** Only a message: after a stand-still it comes behind the facts that were waiting. */
    private void tellOfDueOrders(long ignoredMillis) {
        dueOrders.due(now()).forEach(fired -> send(new Message(RunTopology.TIMERS_SINK, fired.run(), fired)));
    }

    private void send(Message message) {
        context.forward(new Record<>(message.key, message.document, context.currentSystemTimeMs()), message.sink);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
