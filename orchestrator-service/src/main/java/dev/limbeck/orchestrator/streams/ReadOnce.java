package dev.limbeck.orchestrator.streams;

import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Lets every input through once. Kafka Streams knows how far it has read by the offsets of its consumer group, and the
 * broker forgets those of a group that rests for a week: all inputs that there still are would be taken again. The place
 * is therefore kept with the states, in the same transaction, and belongs to the topic by its id: the inputs of one that
 * was made again are new.
 *
 * @param <V> what is read
 */
final class ReadOnce<V> implements FixedKeyProcessor<String, V, V> {
    private final TopicIds topicIds;
    private final String store;

    @SuppressWarnings("NullAway.Init") // set by init, before anything else is called
    private FixedKeyProcessorContext<String, V> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Long> nextOffsets;

    /** Asked for once: a task whose topic is made again is made again, too. */
    private String key = "";

    /** @param store of the next offset of each topic and partition, see {@link #key} */
    ReadOnce(TopicIds topicIds, String store) {
        this.topicIds = topicIds;
        this.store = store;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, V> taskContext) {
        context = taskContext;
        nextOffsets = taskContext.getStateStore(store);
    }

    @Override
    public void process(FixedKeyRecord<String, V> input) {
        var place = context.recordMetadata().orElseThrow(); // only what a timer sends has none
        if (key.isEmpty()) {
            key = key(topicIds.of(place.topic()), place.partition());
        }
        Long next = nextOffsets.get(key);
        if (next == null || place.offset() >= next) {
            nextOffsets.put(key, place.offset() + 1);
            context.forward(input);
        }
    }

    static String key(String topicId, int partition) {
        return topicId + "/" + partition;
    }
}
