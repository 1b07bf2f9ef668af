package dev.limbeck.student.kafka;

import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.student.steplog.StepLogReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Reads a step log from its topic. */
public record KafkaStepLogReader(KafkaConnection connection, String topic) implements StepLogReader {
    private static final Duration POLL = Duration.ofMillis(200);

    @Override
    public Contents read(long from) {
        var partition = new TopicPartition(topic, 0);
        var entries = new ArrayList<StepLogEntry>();
        try (var consumer = connection.consumer("reader-" + topic, OffsetReset.NONE)) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(POLL)
                        .forEach(record -> entries.add(ContractJson.read(record.value(), StepLogEntry.class)));
            }
            return new Contents(entries, end);
        }
    }
}
