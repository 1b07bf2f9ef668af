package dev.limbeck.local.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** That processes are given up, for whoever waits for something that they are to do. */
public final class Failure {
    private Failure() {}

    /**
     * Lets time pass in which none is given up.
     *
     * @param reason completes when one is
     * @throws IllegalStateException with the reason
     */
    public static void requireNone(CompletableFuture<String> reason, Duration during)
            throws InterruptedException, ExecutionException {
        try {
            throw new IllegalStateException(reason.get(during.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException none) {
            // As hoped.
        }
    }
}
