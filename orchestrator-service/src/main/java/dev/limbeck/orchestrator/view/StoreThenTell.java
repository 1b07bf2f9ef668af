package dev.limbeck.orchestrator.view;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores a record and then tells of it, so that whoever begins to listen and then looks misses nothing. */
final class StoreThenTell<T> implements Processor<String, byte[], Void, Void> {
    private static final Logger log = LoggerFactory.getLogger(StoreThenTell.class);

    private final StoredTopic<T> topic;
    private final Changes changes;
    private @Nullable KeyValueStore<String, byte[]> store;

    StoreThenTell(StoredTopic<T> topic, Changes changes) {
        this.topic = topic;
        this.changes = changes;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(topic.store());
    }

    @Override
    @SuppressWarnings("NullAway") // init comes first
    public void process(Record<String, byte[]> record) {
        if (record.key() == null) {
            log.error("A record of {} has no key", topic.topic());
            return;
        }
        store.put(record.key(), record.value());
        if (record.value() != null) {
            tell(record.value());
        }
    }

    /** The views go on whatever becomes of the news. */
    private void tell(byte[] value) {
        try {
            changes.tell(() -> topic.read(value).map(topic.change()));
        } catch (RuntimeException failure) {
            log.error("News of {} could not be told", topic.topic(), failure);
        }
    }
}
