package dev.limbeck.kafka.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.time.Ticker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ReadingThreadTest {
    private final AtomicInteger begun = new AtomicInteger();

    private static void untilStopped(BooleanSupplier goesOn) {
        while (goesOn.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatFailsIsBegunAnew() {
        // Given
        Reading failsOnce = goesOn -> {
            if (begun.incrementAndGet() == 1) {
                throw new TimeoutException("no broker");
            }
            untilStopped(goesOn);
        };
        try (var thread = new ReadingThread("reading", failsOnce, Ticker.SYSTEM)) {
            // When
            thread.start();
            // Then
            await().atMost(Duration.ofSeconds(10)).until(() -> begun.get() == 2);
            assertThat(thread.isAlive()).isTrue();
        }
    }

    @Test
    void endsWhenItIsToldTo() {
        // Given
        var thread = new ReadingThread("reading", ReadingThreadTest::untilStopped, Ticker.SYSTEM);
        thread.start();
        // When
        thread.close();
        // Then
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void endsAtOnceWhileItPauses() {
        // Given
        var failed = new CountDownLatch(1);
        var thread = new ReadingThread(
                "reading",
                goesOn -> {
                    begun.incrementAndGet();
                    failed.countDown();
                    throw new TimeoutException("no broker");
                },
                Ticker.SYSTEM);
        thread.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> failed.getCount() == 0);
        // When
        thread.close();
        // Then
        assertThat(thread.isAlive()).isFalse();
        assertThat(begun).hasValue(1);
    }

    @Test
    void endsByItselfWhenNoMoreIsWanted() {
        // Given
        Reading once = new Reading() {
            @Override
            public void read(BooleanSupplier goesOn) {
                begun.incrementAndGet();
            }

            @Override
            public boolean wantsMore() {
                return begun.get() < 2;
            }
        };
        var thread = new ReadingThread("reading", once, Ticker.SYSTEM);
        // When
        thread.start();
        // Then
        await().atMost(Duration.ofSeconds(10)).until(() -> !thread.isAlive());
        assertThat(begun).hasValue(2);
    }

    @Test
    void tellsOfWhatItCannotGoOnAfter() {
        // Given
        var told = new AtomicReference<Throwable>();
        var noMemory = new OutOfMemoryError("Java heap space");
        var thread = new ReadingThread(
                "reading",
                goesOn -> {
                    throw noMemory;
                },
                Ticker.SYSTEM,
                told::set);
        // When
        thread.start();
        // Then
        await().atMost(Duration.ofSeconds(10)).until(() -> !thread.isAlive());
        assertThat(told).hasValue(noMemory);
    }

    @Test
    void pausesGrowWhileItFailsAtOnceAndAreShortAgainOnceItWentWell() {
        assertThat(ReadingThread.pauseAfter(Duration.ZERO, Duration.ofSeconds(1)))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(ReadingThread.pauseAfter(Duration.ZERO, Duration.ofMinutes(1)))
                .isEqualTo(ReadingThread.LONGEST_PAUSE);
        assertThat(ReadingThread.pauseAfter(Duration.ofMinutes(1), Duration.ofSeconds(4)))
                .isEqualTo(ReadingThread.SHORTEST_PAUSE);
    }
}
