package dev.limbeck.evaluator.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that measures. It may wait for minutes, for a teacher or for examples, which a thread of the
 * framework's pool must not.
 */
@Singleton
class EvaluationThread {
    private static final int LONGEST_STOP_SECONDS = 5;

    private final ExecutorService executor = Executors.newSingleThreadExecutor(work -> new Thread(work, "evaluation"));
    private final Breakdown breakdown;

    EvaluationThread(Breakdown breakdown) {
        this.breakdown = breakdown;
    }

    /** Work that the end of this process interrupts. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /** Work that fails ends the process, whoever waits for it. */
    // Errors, too: an evaluator without memory or engine has failed as well.
    Uni<Void> run(Work work) {
        return Uni.createFrom()
                .<Void>emitter(done -> {
                    try {
                        work.run();
                        done.complete(null);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                        done.fail(stopped);
                    } catch (Throwable failure) {
                        breakdown.endAfter(failure);
                        done.fail(failure);
                    }
                })
                .runSubscriptionOn(executor);
    }

    @PreDestroy
    void stop() throws InterruptedException {
        breakdown.stopping();
        executor.shutdownNow();
        executor.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
    }
}
