package dev.limbeck.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private static final Assignment DIGITS = Examples.assignment("digits", 1);
    private static final Assignment NEXT_DIGITS = Examples.assignment("digits", 2);

    private final Queue<Task> begun = new ConcurrentLinkedQueue<>();
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger failuresToCome = new AtomicInteger();
    private final AtomicInteger refusalsToCome = new AtomicInteger();
    private final Queue<FailedWork> told = new ConcurrentLinkedQueue<>();
    private final Reconciler<Task> reconciler = new Reconciler<>(this::task, told::add);

    @BeforeEach
    void start() {
        reconciler.start();
    }

    @AfterEach
    void close() {
        reconciler.close();
    }

    @Test
    void neverWorksOnTwoGenerationsOfAPartAtOnce() {
        // Given
        reconciler.want(List.of(DIGITS));
        await().until(() -> atWork.get() == 1);
        // When
        reconciler.want(List.of(NEXT_DIGITS));
        // Then
        await().until(() -> begun.size() == 2);
        assertThat(atWork).hasValue(1);
        assertThat(begun).extracting(task -> task.assignment).containsExactly(DIGITS, NEXT_DIGITS);
    }

    @Test
    void tellsWhyWorkFailedAndTriesItAgain() {
        // Given
        failuresToCome.set(1);
        // When
        reconciler.want(List.of(DIGITS));
        // Then
        await().untilAsserted(() -> assertThat(reconciler.standing())
                .singleElement()
                .satisfies(standing -> assertThat(standing.failure()).contains("out of luck")));
        await().untilAsserted(() -> assertThat(reconciler.standing())
                .singleElement()
                .satisfies(standing -> assertThat(standing.failure()).isEmpty()));
        assertThat(begun).hasSize(2);
    }

    @Test
    void hopelessWorkIsGivenUpAndToldOfAndBeginsAnewUnderAnotherDeclaration() {
        // Given
        failuresToCome.set(Outlook.HOPELESS.tries());
        outlook = Outlook.HOPELESS;
        // When
        reconciler.want(List.of(DIGITS));
        // Then
        await().until(() -> !told.isEmpty());
        assertThat(told).containsExactly(new FailedWork(DIGITS, "out of luck", 3, true));
        assertThat(begun).hasSize(3);
        assertThat(reconciler.failed()).singleElement().satisfies(standing -> assertThat(standing.failure())
                .contains("out of luck"));
        // When
        reconciler.want(List.of(NEXT_DIGITS));
        // Then
        await().until(() -> atWork.get() == 1);
        assertThat(reconciler.failed()).isEmpty();
    }

    @Test
    void workThatCannotEvenBeginKeepsNoOtherFromBeginning() {
        // Given
        refusalsToCome.set(1);
        // When
        reconciler.want(List.of(DIGITS, Examples.assignment("letters", 1)));
        // Then
        await().until(() -> atWork.get() == 2);
    }

    @Test
    void canBeWaitedForUntilNobodyWorksOnWhatIsNotWanted() throws Exception {
        // Given
        reconciler.want(List.of(DIGITS));
        await().until(() -> atWork.get() == 1);
        // When
        reconciler.want(List.of());
        boolean ended = reconciler.awaitEnded(any -> true, Duration.ofSeconds(5));
        // Then
        assertThat(ended).isTrue();
        assertThat(atWork).hasValue(0);
        await().until(() -> reconciler.standing().isEmpty());
    }

    @Test
    void endsAllWorkWhenItIsClosed() {
        // Given
        reconciler.want(List.of(DIGITS, Examples.assignment("letters", 1)));
        await().until(() -> atWork.get() == 2);
        // When
        reconciler.close();
        // Then
        assertThat(atWork).hasValue(0);
        await().until(() -> !reconciler.isAlive());
    }

    private volatile Outlook outlook = Outlook.PASSING;

    private Task task(Assignment assignment) {
        if (refusalsToCome.getAndDecrement() > 0) {
            throw new IllegalArgumentException("no such work");
        }
        return new Task(assignment);
    }

    private final class Task implements Work {
        private final Assignment assignment;
        private final CountDownLatch stop = new CountDownLatch(1);

        Task(Assignment assignment) {
            this.assignment = assignment;
        }

        @Override
        public void run() throws Exception {
            begun.add(this);
            if (failuresToCome.getAndDecrement() > 0) {
                throw new IllegalStateException("out of luck");
            }
            atWork.incrementAndGet();
            stop.await();
            atWork.decrementAndGet();
        }

        @Override
        public Outlook outlook(Throwable failure) {
            return outlook;
        }

        @Override
        public void stop() {
            stop.countDown();
        }
    }
}
