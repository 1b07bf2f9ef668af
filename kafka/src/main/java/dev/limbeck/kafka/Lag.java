package dev.limbeck.kafka;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a reader is behind what it could read: up to the first offset of an open transaction, not beyond. Counted in
 * offsets, so that transaction markers count as records.
 */
public record Lag(Map<TopicPartition, Long> byPartition) {
    public Lag {
        byPartition = Map.copyOf(byPartition);
    }

    /**
     * @param positions offset of the next record to read, of each partition
     * @throws org.apache.kafka.common.KafkaException when the broker cannot say where a partition ends
     */
    public static Lag behind(Admin admin, Map<TopicPartition, Long> positions) {
        var ends = admin.listOffsets(
                positions.keySet().stream().collect(toMap(Function.identity(), partition -> OffsetSpec.latest())),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        return between(
                positions,
                positions.keySet().stream().collect(toMap(Function.identity(), partition -> KafkaAnswers.await(
                                ends.partitionResult(partition))
                        .offset())));
    }

    /** A partition without a known end has no lag; a position beyond the end, seen while the end moved, has none. */
    public static Lag between(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        return new Lag(positions.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        position -> Math.max(
                                0, ends.getOrDefault(position.getKey(), position.getValue()) - position.getValue()))));
    }

    public long total() {
        return byPartition.values().stream().mapToLong(Long::longValue).sum();
    }
}
