package dev.limbeck.orchestrator.draining;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** What topics hold, and what of it groups have read. Only what is committed counts, on both sides. */
interface Progress {
    Map<TopicPartition, Long> beginnings(String topic);

    /** The offset after the last record that can be read. */
    Map<TopicPartition, Long> ends(String topic);

    /** The same, unless a transaction is open: then more may come that was begun before. */
    Optional<Map<TopicPartition, Long>> settledEnds(String topic);

    /** Offset of the next record to read; a partition that was never read has none. */
    Map<TopicPartition, Long> positions(String group);

    /** Whether the group has read every record before these offsets. */
    boolean hasRead(String group, Map<TopicPartition, Long> ends);
}
