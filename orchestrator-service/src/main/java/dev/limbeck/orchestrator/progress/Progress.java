package dev.limbeck.orchestrator.progress;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** What topics hold, and how much of it lies between offsets. Only what is committed counts. */
public interface Progress {
    Map<TopicPartition, Long> beginnings(String topic);

    /** The offset after the last record that can be read. */
    Map<TopicPartition, Long> ends(String topic);

    /** The same, unless a transaction is open: then more may come that was begun before. */
    Optional<Map<TopicPartition, Long>> settledEnds(String topic);

    /** Offset of the next record that a group will read, as it has committed it; a partition that it never read has none. */
    Map<TopicPartition, Long> positions(String group);

    /**
     * Whether there is no record between.
     *
     * @param from a partition without an offset is looked at from its beginning
     */
    boolean isRead(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends);

    /**
     * Counts records from one offset to another by reading them, as far as it comes within a moment. Offsets say at most
     * how many there are: markers of transactions have one, and so has what was aborted or compacted away.
     */
    Counted count(TopicPartition partition, long from, long to);

    /** @param next from where to go on counting: {@code to} when all are counted */
    record Counted(long records, long next) {}
}
