package dev.limbeck.service.channel;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A topic that is reached without its channel, with the channel's settings: for services put together by hand. */
public final class ProducedTopic implements ControlTopic, AutoCloseable {
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    /** @param channel its settings */
    public ProducedTopic(Map<String, Object> channel) {
        var settings = new HashMap<>(channel);
        this.topic = (String) settings.remove("topic");
        this.producer = new KafkaProducer<>(settings);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback has it
    public CompletionStage<Void> send(byte[] key, byte[] document) {
        var sent = new CompletableFuture<Void>();
        producer.send(new ProducerRecord<>(topic, key, document), (at, refused) -> {
            if (refused == null) {
                sent.complete(null);
            } else {
                sent.completeExceptionally(refused);
            }
        });
        return sent;
    }

    @Override
    public void close() {
        producer.close();
    }
}
