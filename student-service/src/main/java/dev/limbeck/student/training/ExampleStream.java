package dev.limbeck.student.training;

import dev.limbeck.contract.place.Place;
import dev.limbeck.contract.place.TopicNow;
import dev.limbeck.student.batch.StreamRecord;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/** A student's topic, read from where the student stands. For one thread. */
public interface ExampleStream extends AutoCloseable {
    /**
     * Goes to a place, or as near as the topic has records. Partitions that are added to the topic later are read from
     * their first record.
     *
     * @return the topic as it is
     */
    TopicNow seek(Place place);

    /**
     * The next records in the order of each partition; empty when none came in time.
     *
     * @throws OffsetGoneException when the topic no longer has them, or is another one by now
     */
    List<StreamRecord> poll(Duration longestWait);

    /** Records that wait behind the last one polled. */
    long lag();

    /** Tells Kafka where the student stands, for those who watch its lag; nothing is ever read back from there. */
    void reportProgress(SortedMap<Integer, Long> trainedThrough);

    @Override
    void close();

    /** The topic no longer has the records that the student needs next. */
    final class OffsetGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public OffsetGoneException(String message) {
            super(message);
        }
    }
}
