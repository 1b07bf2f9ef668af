package dev.limbeck.orchestrator.streams;

import static dev.limbeck.contract.topic.RunTopics.CHECKPOINTS;
import static dev.limbeck.contract.topic.RunTopics.EVALUATIONS;
import static dev.limbeck.contract.topic.RunTopics.RUN_COMMANDS;
import static dev.limbeck.contract.topic.RunTopics.RUN_EVENTS;
import static dev.limbeck.contract.topic.RunTopics.RUN_HISTORY;
import static dev.limbeck.contract.topic.RunTopics.RUN_ORDERS;
import static dev.limbeck.contract.topic.RunTopics.RUN_PARTITIONS;
import static dev.limbeck.contract.topic.RunTopics.RUN_STATE;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.orchestrator.lifecycle.RunInput;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/** From inputs to states, orders and history, each input once. Checkpoints and evaluations are keyed anew, to come to their run. */
public final class RunTopology {
    /** For good: the broker knows what was read, and what the stores hold, by it. */
    public static final String APPLICATION_ID = "limbeck-orchestrator";

    public static final List<String> INPUTS = List.of(RUN_COMMANDS, RUN_EVENTS, CHECKPOINTS, EVALUATIONS);
    /** All that it reads: announcements and evaluations wait for their run on topics of its own. */
    public static final List<String> READ = List.of(
            RUN_COMMANDS,
            RUN_EVENTS,
            CHECKPOINTS,
            EVALUATIONS,
            APPLICATION_ID + "-checkpoints-by-run-repartition",
            APPLICATION_ID + "-evaluations-by-run-repartition");

    static final String STATES = "runs";
    static final String STATE_SINK = "run-state";
    static final String HISTORY_SINK = "run-history";
    static final String ORDERS_SINK = "run-orders";
    static final String TIMERS_SINK = "run-timers";
    private static final String LIFECYCLE = "run-lifecycle";
    /** A state with many open orders is larger than a record may be by default. */
    private static final String LARGEST_STATE = String.valueOf(RecordCodec.MAX_BYTES_WITH_HEADERS);

    private final StreamsBuilder builder = new StreamsBuilder();
    private final TopicIds topicIds;
    private final Function<String, KeyValueBytesStoreSupplier> storing;

    private RunTopology(TopicIds topicIds, Function<String, KeyValueBytesStoreSupplier> storing) {
        this.topicIds = topicIds;
        this.storing = storing;
    }

    public static Topology build(SkippedInputs skipped, TopicIds topicIds) {
        return build(skipped, topicIds, Stores::persistentKeyValueStore);
    }

    static Topology build(
            SkippedInputs skipped, TopicIds topicIds, Function<String, KeyValueBytesStoreSupplier> storing) {
        return new RunTopology(topicIds, storing).build(skipped);
    }

    private Topology build(SkippedInputs skipped) {
        builder.addStateStore(Stores.keyValueStoreBuilder(storing.apply(STATES), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_STATE)));
        inputs(new InputReader(skipped)).process(() -> new RunProcessor(skipped), Named.as(LIFECYCLE), STATES);
        return withSinks(builder.build());
    }

    private KStream<String, RunInput> inputs(InputReader reader) {
        var commands = source(RUN_COMMANDS, "commands").flatMapValues(reader::command, Named.as("commands-read"));
        var events = source(RUN_EVENTS, "events").flatMapValues(reader::event, Named.as("events-read"));
        var checkpoints = byRun(source(CHECKPOINTS, "checkpoints"), reader::checkpoint, "checkpoints-by-run")
                .flatMapValues(reader::checkpoint, Named.as("checkpoints-read"));
        var evaluations = byRun(source(EVALUATIONS, "evaluations"), reader::report, "evaluations-by-run")
                .flatMapValues(reader::report, Named.as("evaluations-read"));
        return commands.merge(events, Named.as("asked-and-happened"))
                .merge(checkpoints, Named.as("with-checkpoints"))
                .merge(evaluations, Named.as("with-evaluations"));
    }

    private KStream<String, byte[]> source(String topic, String name) {
        return once(
                builder.stream(
                        topic,
                        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(name)),
                name);
    }

    private KStream<String, byte[]> once(KStream<String, byte[]> records, String name) {
        String places = name + "-places";
        builder.addStateStore(Stores.keyValueStoreBuilder(storing.apply(places), Serdes.String(), Serdes.Long()));
        return records.processValues(() -> new ReadOnce<>(topicIds, places), Named.as(name + "-once"), places);
    }

    private KStream<String, byte[]> byRun(KStream<String, byte[]> records, Reading reading, String name) {
        var keyed = records.flatMap(
                        (key, value) -> reading.read(key, value).stream()
                                .map(input -> KeyValue.pair(input.run(), value))
                                .toList(),
                        Named.as(name + "-keyed"))
                .repartition(Repartitioned.with(Serdes.String(), Serdes.ByteArray())
                        .withName(name)
                        .withNumberOfPartitions(RUN_PARTITIONS));
        return once(keyed, name);
    }

    private interface Reading {
        List<RunInput> read(String key, byte[] value);
    }

    private static Topology withSinks(Topology topology) {
        sink(topology, STATE_SINK, RUN_STATE);
        sink(topology, HISTORY_SINK, RUN_HISTORY);
        sink(topology, ORDERS_SINK, RUN_ORDERS);
        sink(topology, TIMERS_SINK, RUN_EVENTS);
        return topology;
    }

    private static void sink(Topology topology, String name, String topic) {
        topology.addSink(name, topic, new StringSerializer(), new ByteArraySerializer(), LIFECYCLE);
    }
}
