package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder.Evaluate;
import dev.limbeck.contract.topic.RunTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Says what was measured and done. An order is done only once the broker has its answer. */
final class AnswerPublisher implements AutoCloseable {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final Producer<byte[], byte[]> producer;

    AnswerPublisher(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** @throws KafkaException when the broker refuses the report, or stays away */
    void publish(Evaluate order, EvaluationReport report) throws InterruptedException {
        String champion = order.champion().map(Champion::checkpointDigest).orElse("none");
        String key = order.run() + "/" + order.candidate().digest() + "/" + champion;
        send(RunTopics.EVALUATIONS, key, report);
    }

    /** @throws KafkaException when the broker refuses the event, or stays away */
    void publish(RunEvent event) throws InterruptedException {
        send(RunTopics.RUN_EVENTS, event.run(), event);
    }

    private void send(String topic, String key, Object document) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(
                            topic, key.getBytes(StandardCharsets.UTF_8), ContractJson.write(document)))
                    .get();
        } catch (ExecutionException refused) {
            throw new KafkaException(topic + " does not take an answer for " + key, refused.getCause());
        }
    }

    @Override
    public void close() {
        producer.close(LONGEST_CLOSE);
    }
}
