package dev.limbeck.benchmarks.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.kafka.KafkaConnection;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** A topic that has all it is to have before anything is measured. */
public final class PrefilledTopic {
    private final KafkaConnection kafka;
    private final String topic;
    private final LongFunction<byte[]> message;
    private long records;

    /** @param message by its index; the key is the id of the record with this index */
    public PrefilledTopic(KafkaConnection kafka, String topic, LongFunction<byte[]> message) {
        this.kafka = kafka;
        this.topic = topic;
        this.message = message;
    }

    /** Adds what is missing to so many records. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback has it
    public void ensure(long wanted) {
        var failure = new AtomicReference<@Nullable Exception>();
        try (var producer = kafka.producer("prefill")) {
            for (; records < wanted; records++) {
                byte[] key = ("digit-" + records).getBytes(UTF_8);
                producer.send(new ProducerRecord<>(topic, key, message.apply(records)), (sent, refused) -> {
                    if (refused != null) {
                        failure.set(refused);
                    }
                });
            }
            producer.flush();
        }
        Exception refused = failure.get();
        if (refused != null) {
            throw new KafkaException(topic + " cannot be filled", refused);
        }
    }
}
