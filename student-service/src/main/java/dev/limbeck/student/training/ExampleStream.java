package dev.limbeck.student.training;

import dev.limbeck.contract.checkpoint.OffsetRange;
import dev.limbeck.student.batch.StreamRecord;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/** A student's topic, read from where the student stands. For one thread. */
public interface ExampleStream extends AutoCloseable {
    /**
     * Goes to these offsets; a partition that is not among them starts at its beginning.
     *
     * @return what the topic no longer has of it: by partition, from the offset wanted to the first that is left, where
     *     the stream stands now
     */
    SortedMap<Integer, OffsetRange> seek(SortedMap<Integer, Long> offsets);

    /**
     * The next records in the order of each partition; empty when none came in time.
     *
     * @throws OffsetGoneException when the topic no longer has them
     */
    List<StreamRecord> poll(Duration longestWait);

    /** Records that wait behind the last one polled. */
    long lag();

    /** Tells Kafka where the student stands, for those who watch its lag; nothing is ever read back from there. */
    void reportProgress(SortedMap<Integer, Long> trainedThrough);

    @Override
    void close();

    /** The topic's retention has overtaken the student: the records it needs next are gone. */
    final class OffsetGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public OffsetGoneException(String message) {
            super(message);
        }
    }
}
