package dev.limbeck.student.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.place.Place;
import dev.limbeck.contract.place.TopicNow;
import dev.limbeck.student.Examples;
import dev.limbeck.student.batch.StreamRecord;
import dev.limbeck.student.training.ExampleStream.OffsetGoneException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ReadAheadTest {
    private static final Duration A_WHILE = Duration.ofSeconds(5);
    private static final int A_POLL = 10;

    private final Counting topic = new Counting();
    private final ReadAhead ahead = new ReadAhead(topic, "reading-test");

    @AfterEach
    void close() {
        ahead.close();
    }

    /** A topic of one partition that hands out so many records a poll, until its end. */
    private static final class Counting implements ExampleStream {
        private final List<SortedMap<Integer, Long>> reported = new CopyOnWriteArrayList<>();
        private volatile long end = 1000;
        private volatile boolean retentionOvertakes;
        private final AtomicLong next = new AtomicLong();
        private volatile boolean closed;

        @Override
        public TopicNow seek(Place place) {
            next.set(place.next().getOrDefault(0, 0L));
            return new TopicNow("topic", "id", new TreeMap<>());
        }

        @Override
        public List<StreamRecord> poll(Duration longestWait) {
            if (next.get() == end && retentionOvertakes) {
                throw new OffsetGoneException("gone");
            }
            var records = new ArrayList<StreamRecord>();
            while (next.get() < end && records.size() < A_POLL) {
                records.add(Examples.unusable(0, next.getAndIncrement()));
            }
            if (records.isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }
            return records;
        }

        @Override
        public long lag() {
            return end - next.get();
        }

        @Override
        public void reportProgress(SortedMap<Integer, Long> trainedThrough) {
            reported.add(trainedThrough);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private List<Long> take(int count) {
        var offsets = new ArrayList<Long>();
        while (offsets.size() < count) {
            ahead.poll(A_WHILE).forEach(record -> offsets.add(record.offset()));
        }
        return offsets;
    }

    @Test
    void handsOverAllRecordsInTheirOrder() {
        // When
        var offsets = take(1000);
        // Then
        assertThat(offsets).hasSize(1000).isSorted().doesNotHaveDuplicates();
        assertThat(ahead.poll(Duration.ofMillis(1))).isEmpty();
        assertThat(ahead.lag()).isZero();
    }

    @Test
    void readsNoFurtherAheadThanAFewPolls() {
        // Given
        int waitingAndInHand = (ReadAhead.MOST_POLLS_AHEAD + 1) * A_POLL;
        // When
        take(A_POLL);
        // Then
        await().until(() -> topic.next.get() == A_POLL + waitingAndInHand);
        assertThat(take(A_POLL)).first().isEqualTo((long) A_POLL);
        await().until(() -> topic.next.get() == 2 * A_POLL + waitingAndInHand);
    }

    @Test
    void countsWhatItHasReadAheadAsLag() {
        // When
        take(A_POLL);
        // Then
        await().untilAsserted(() -> assertThat(ahead.lag()).isEqualTo(1000 - A_POLL));
    }

    @Test
    void forgetsWhatItHasReadAheadWhenItIsToGoElsewhere() {
        // Given
        take(A_POLL);
        // When
        ahead.seek(new Place(Optional.empty(), new TreeMap<>(Map.of(0, 500L))));
        // Then
        assertThat(take(500)).first().isEqualTo(500L);
    }

    @Test
    void failsOnlyAfterTheLastRecordThatCameBefore() {
        // Given
        topic.end = 35;
        topic.retentionOvertakes = true;
        // When
        var offsets = take(35);
        // Then
        assertThat(offsets).hasSize(35).isSorted();
        assertThatThrownBy(() -> ahead.poll(Duration.ofMillis(300))).isInstanceOf(OffsetGoneException.class);
    }

    @Test
    void reportsTheNewestProgressBeforeItCloses() {
        // Given
        take(1000);
        // When
        ahead.reportProgress(new TreeMap<>(Map.of(0, 1000L)));
        ahead.close();
        // Then
        assertThat(topic.reported).last().isEqualTo(Map.of(0, 1000L));
        assertThat(topic.closed).isTrue();
    }
}
