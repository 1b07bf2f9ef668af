package dev.limbeck.orchestrator.view;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.state.Stores;

/**
 * Global stores and nothing else: every replica has all of them. Apart from the topology that moves runs, since that
 * reads {@code limbeck.evaluations} as well, which one topology may do only once; and so that questions are answered
 * while its tasks move from replica to replica.
 */
final class ViewTopology {
    private ViewTopology() {}

    static Topology telling(Changes changes) {
        var builder = new StreamsBuilder();
        add(builder, StoredTopic.RUNS, changes);
        add(builder, StoredTopic.HISTORY, changes);
        add(builder, StoredTopic.EVALUATIONS, changes);
        return builder.build();
    }

    private static <T> void add(StreamsBuilder builder, StoredTopic<T> topic, Changes changes) {
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(topic.store()), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                topic.topic(),
                Consumed.with(Serdes.String(), Serdes.ByteArray()),
                () -> new StoreThenTell<>(topic, changes));
    }
}
