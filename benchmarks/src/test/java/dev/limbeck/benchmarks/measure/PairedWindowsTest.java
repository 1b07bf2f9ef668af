package dev.limbeck.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.benchmarks.measure.PairedWindows.Pair;
import dev.limbeck.benchmarks.measure.PairedWindows.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PairedWindowsTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong();
    private final List<String> course = new ArrayList<>();

    private PairedWindows windows(WindowPlan plan) {
        return new PairedWindows(
                plan,
                batches -> {
                    course.add("alone " + batches);
                    now.addAndGet(batches * SECOND);
                    return batches * 10L;
                },
                () -> course.add("settle"),
                () -> new Stopwatch(now::get, () -> now.get() / 2));
    }

    private void batch(PairedWindows windows, long nanos) {
        now.addAndGet(nanos);
        windows.passed(10);
    }

    @Test
    void aLoopThatTakesTwiceAsLongAsItsArithmeticHasTheRatioOneHalf() {
        // Given
        var windows = windows(new WindowPlan(1, 1, 1, 2));
        // When
        batch(windows, 77 * SECOND); // warming up, so not counted
        batch(windows, 2 * SECOND);
        batch(windows, 2 * SECOND);
        // Then
        assertThat(windows.isDone()).isTrue();
        assertThat(windows.pairs()).containsExactly(new Pair(new Rate(5, 10), new Rate(10, 20)));
        assertThat(windows.result("x").ratio()).isEqualTo(0.5);
    }

    @Test
    void everyWindowIsFollowedByTheSameWorkAloneOnceAllIsQuiet() {
        // Given
        var windows = windows(new WindowPlan(2, 1, 1, 3));
        // When
        while (!windows.isDone()) {
            course.add("batch");
            batch(windows, SECOND);
        }
        // Then
        assertThat(course)
                .containsExactly(
                        "batch", "batch", "batch", "batch", "settle", "alone 3", "batch", "batch", "batch", "batch",
                        "settle", "alone 3");
    }

    @Test
    void aWindowOfBatchesThatAreFinishedTogetherBeginsAndEndsBetweenThem() {
        // Given
        var windows = windows(new WindowPlan(1, 1, 1, 3));
        // When
        now.addAndGet(77 * SECOND);
        windows.passed(2, 20); // the second of them is not of the window, for nobody knows when it began
        now.addAndGet(4 * SECOND);
        windows.passed(2, 20);
        assertThat(windows.isDone()).isFalse();
        now.addAndGet(4 * SECOND);
        windows.passed(2, 20);
        // Then
        assertThat(windows.pairs()).containsExactly(new Pair(new Rate(5, 10), new Rate(10, 20)));
    }

    @Test
    void whatComesAfterTheLastWindowChangesNothing() {
        // Given
        var windows = windows(new WindowPlan(1, 1, 1, 1));
        batch(windows, SECOND);
        batch(windows, SECOND);
        var pairs = windows.pairs();
        // When
        batch(windows, SECOND);
        // Then
        assertThat(windows.pairs()).isEqualTo(pairs);
    }
}
