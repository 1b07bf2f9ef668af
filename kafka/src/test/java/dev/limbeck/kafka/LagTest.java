package dev.limbeck.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LagTest {
    private static final TopicPartition FIRST = new TopicPartition("production", 0);
    private static final TopicPartition SECOND = new TopicPartition("production", 1);

    @Test
    void addsUpWhatEveryPartitionHasLeft() {
        // When
        var lag = Lag.between(Map.of(FIRST, 10L, SECOND, 5L), Map.of(FIRST, 25L, SECOND, 5L));
        // Then
        assertThat(lag.byPartition()).containsEntry(FIRST, 15L).containsEntry(SECOND, 0L);
        assertThat(lag.total()).isEqualTo(15);
    }

    @Test
    void isNeverNegative() {
        assertThat(Lag.between(Map.of(FIRST, 10L), Map.of(FIRST, 7L)).total()).isZero();
    }

    @Test
    void isNoneWhereTheEndIsUnknown() {
        assertThat(Lag.between(Map.of(FIRST, 10L), Map.of()).total()).isZero();
    }
}
