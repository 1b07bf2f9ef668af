package dev.limbeck.orchestrator.standstill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.orchestrator.progress.Progress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StandstillTest {
    private static final TopicPartition COMMANDS = new TopicPartition("commands", 0);

    private final Inputs inputs = new Inputs();
    private final Standstill standstill = new Standstill("group", List.of("commands"), Duration.ofSeconds(30));

    private Optional<String> lookAfter(long seconds) {
        return standstill.look(inputs, Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void inputsThatNobodyTakesForLongAreAStandstill() {
        // Given
        inputs.position = 4;
        inputs.end = 7;
        // Then
        assertThat(lookAfter(100)).isEmpty();
        assertThat(lookAfter(129)).isEmpty();
        assertThat(lookAfter(130))
                .contains("nothing of commands-0 was taken for 30 s, where there are inputs up to offset 7");
    }

    @Test
    void aGroupThatTakesInputsMovesHoweverFarItIsBehind() {
        // Given
        inputs.end = 1_000_000;
        // Then
        for (int look = 0; look < 10; look++) {
            inputs.position = look;
            assertThat(lookAfter(40L * look)).isEmpty();
        }
    }

    @Test
    void whatIsLeftMayBeMarkersOnly() {
        // Given
        inputs.position = 4;
        inputs.end = 5;
        inputs.onlyMarkersAreLeft = true;
        // Then
        assertThat(lookAfter(0)).isEmpty();
        assertThat(lookAfter(60)).isEmpty();
        // When
        inputs.end = 6;
        inputs.onlyMarkersAreLeft = false;
        // Then
        assertThat(lookAfter(61)).as("it waits from when it was seen").isEmpty();
        assertThat(lookAfter(95)).isPresent();
    }

    @Test
    void whenItMovesAgainTheStandstillIsOver() {
        // Given
        inputs.end = 7;
        lookAfter(0);
        assertThat(lookAfter(60)).isPresent();
        // When
        inputs.position = 7;
        // Then
        assertThat(lookAfter(61)).isEmpty();
    }

    /** One partition, and one group that may have read none of it. */
    private static final class Inputs implements Progress {
        long position = -1;
        long end;
        boolean onlyMarkersAreLeft;

        @Override
        public Map<TopicPartition, Long> beginnings(String topic) {
            return Map.of(COMMANDS, 0L);
        }

        @Override
        public Map<TopicPartition, Long> ends(String topic) {
            return Map.of(COMMANDS, end);
        }

        @Override
        public Optional<Map<TopicPartition, Long>> settledEnds(String topic) {
            return Optional.of(ends(topic));
        }

        @Override
        public Map<TopicPartition, Long> positions(String group) {
            var positions = new HashMap<TopicPartition, Long>();
            if (position >= 0) {
                positions.put(COMMANDS, position);
            }
            return positions;
        }

        @Override
        public boolean isRead(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
            return onlyMarkersAreLeft;
        }

        @Override
        public Counted count(TopicPartition partition, long from, long to) {
            return new Counted(to - from, to);
        }
    }
}
