package dev.limbeck.evaluator.it;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.WatchStatus;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.topic.RunPartitions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** What evaluators tell of the watch on one run. */
final class StatusReader implements AutoCloseable {
    private final String run;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, WatchStatus> newest = new HashMap<>();

    StatusReader(KafkaConnection connection, String run) {
        this.run = run;
        consumer = connection.consumer("test-status", OffsetReset.EARLIEST);
        consumer.assign(RunPartitions.of(RunTopics.RUN_STATUS));
    }

    /** Of each replica that has a part in it, the newest. */
    Map<String, WatchStatus> byReplica() {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
            var part = ContractJson.read(record.value(), PartStatus.class);
            if (part.run().equals(run)) {
                part.watch().ifPresent(watch -> newest.put(part.replica(), watch));
            }
        }
        return Map.copyOf(newest);
    }

    Optional<WatchStatus> any() {
        return byReplica().values().stream().findFirst();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
