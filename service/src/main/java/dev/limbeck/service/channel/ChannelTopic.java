package dev.limbeck.service.channel;

import io.smallrye.reactive.messaging.kafka.Record;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.errors.RetriableException;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/** A topic that is reached through a channel. It never gives the channel more than that holds: over-full, it would end. */
public final class ChannelTopic implements ControlTopic {
    /** An emitter holds 128 while the connector asks for none. */
    static final int MOST_ON_THEIR_WAY = 64;

    private final Emitter<Record<byte[], byte[]>> emitter;
    private final Semaphore room = new Semaphore(MOST_ON_THEIR_WAY);

    public ChannelTopic(Emitter<Record<byte[], byte[]>> emitter) {
        this.emitter = emitter;
    }

    /** As much as the channel holds is on its way already. */
    static final class FullException extends RetriableException {
        private static final long serialVersionUID = 1L;

        FullException() {
            super("%d are on their way already".formatted(MOST_ON_THEIR_WAY));
        }
    }

    @Override
    public CompletionStage<Void> send(byte[] key, byte[] document) {
        if (!room.tryAcquire()) {
            return CompletableFuture.failedFuture(new FullException());
        }
        CompletionStage<Void> sent;
        try {
            sent = emitter.send(Record.of(key, document));
        } catch (IllegalStateException closed) {
            sent = CompletableFuture.failedFuture(closed);
        }
        return sent.whenComplete((done, refused) -> room.release());
    }
}
