package dev.limbeck.local.chaos;

import dev.limbeck.local.traffic.TrafficProducer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Records that come until they are told to end, since what is done meanwhile takes as long as the machine does. */
final class Streaming {
    private final CompletableFuture<Long> sent = new CompletableFuture<>();
    private volatile boolean ended;

    Streaming(TrafficProducer producer, int perSecond) {
        var thread = new Thread(() -> send(producer, perSecond), "traffic");
        thread.setDaemon(true);
        thread.start();
    }

    private void send(TrafficProducer producer, int perSecond) {
        try {
            long next = 0;
            while (!ended) {
                producer.send(next, next + perSecond, perSecond);
                next += perSecond;
            }
            sent.complete(next);
        } catch (InterruptedException | RuntimeException e) {
            sent.completeExceptionally(e);
        }
    }

    /** @return how many came, all acknowledged */
    long end() throws Exception {
        ended = true;
        return sent.get(2, TimeUnit.MINUTES);
    }
}
