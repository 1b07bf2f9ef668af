package dev.limbeck.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowPlanTest {
    @Test
    void aWindowHasAsManyBatchesAsFitIntoIt() {
        // When
        var plan = WindowPlan.of(5, Duration.ofSeconds(2), 0.01, 64);
        // Then
        assertThat(plan).isEqualTo(new WindowPlan(5, 100, 40, 200));
        assertThat(plan.totalBatches()).isEqualTo(100 + 5 * 200 + 4 * 40);
    }

    @Test
    void slowBatchesAreMeasuredInThreesAtLeast() {
        assertThat(WindowPlan.of(5, Duration.ofSeconds(2), 3, 256).batches()).isEqualTo(3);
    }

    @Test
    void fastBatchesDoNotAskForMoreExamplesThanATopicIsFilledWithInReasonableTime() {
        assertThat(WindowPlan.of(5, Duration.ofSeconds(10), 1e-5, 32).batches()).isEqualTo(150_000 / 32);
    }
}
