package dev.limbeck.evaluator.it;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The other services' part of the conversation. */
final class RunTopicsOnBroker implements AutoCloseable {
    private final String run;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<EvaluationReport> reports = new ArrayList<>();

    RunTopicsOnBroker(KafkaConnection connection, String run) {
        this.run = run;
        producer = connection.producer("test");
        consumer = connection.consumer("test", OffsetReset.EARLIEST);
        consumer.assign(List.of(new TopicPartition(RunTopics.EVALUATIONS, 0)));
    }

    void say(TeacherPublished teacher) {
        send(RunTopics.RUN_EVENTS, run, ContractJson.write(teacher));
    }

    void say(CheckpointAnnounced announced) {
        send(RunTopics.CHECKPOINTS, announced.key(), ContractJson.write(announced));
    }

    void sayNonsense() {
        send(RunTopics.CHECKPOINTS, run + "/small", "{\"run\": 7, not JSON".getBytes(StandardCharsets.UTF_8));
        send(
                RunTopics.CHECKPOINTS,
                run + "/small",
                "{\"run\": \"%s\"}".formatted(run).getBytes(StandardCharsets.UTF_8));
        send(RunTopics.CHECKPOINTS, run + "/small", null);
    }

    void label(DistillationExample example) {
        send(new RunTopics(run).examples(), example.record().recordId(), RecordCodec.encode(example));
    }

    private void send(String topic, String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                    .get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(topic + " does not take " + key, e);
        }
    }

    /** All reports of the run so far. */
    List<EvaluationReport> reports() {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
            var report = ContractJson.read(record.value(), EvaluationReport.class);
            if (report.run().equals(run)) {
                reports.add(report);
            }
        }
        return List.copyOf(reports);
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
