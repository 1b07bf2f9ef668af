package dev.limbeck.orchestrator.api;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Writes what the lifecycle and the services would write, and reads what they would read. */
final class Feed implements AutoCloseable {
    private final KafkaConnection connection;
    private final KafkaProducer<byte[], byte[]> producer;

    Feed(KafkaConnection connection) {
        this.connection = connection;
        this.producer = connection.producer("feed");
    }

    void state(RunState state) {
        send(RunTopics.RUN_STATE, state.run(), ContractJson.write(state));
    }

    void history(RunHistoryEntry entry) {
        send(RunTopics.RUN_HISTORY, entry.key(), ContractJson.write(entry));
    }

    void evaluation(EvaluationReport report) {
        send(RunTopics.EVALUATIONS, report.run() + "/" + report.orderId(), ContractJson.write(report));
    }

    void part(PartStatus part) {
        send(RunTopics.RUN_STATUS, part.key(), ContractJson.write(part));
    }

    private void send(String topic, String key, byte[] value) {
        send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** All that were asked of the run until now. */
    List<RunCommand> commands(String run) {
        try (var consumer = connection.consumer("feed", OffsetReset.EARLIEST)) {
            var partitions = IntStream.range(0, RunTopics.RUN_PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(RunTopics.RUN_COMMANDS, partition))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            var commands = new ArrayList<RunCommand>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (new String(record.key(), StandardCharsets.UTF_8).equals(run)) {
                        commands.add(ContractJson.read(record.value(), RunCommand.class));
                    }
                }
            }
            return commands;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
