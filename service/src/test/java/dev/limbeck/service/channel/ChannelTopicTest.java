package dev.limbeck.service.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.reactive.messaging.kafka.Record;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class ChannelTopicTest {
    private static final Duration A_MOMENT = Duration.ofMillis(50);

    private final List<CompletableFuture<Void>> onTheirWay = new ArrayList<>();
    private final ControlTopic topic = new ChannelTopic(new Open());

    /** A channel that takes whatever it is given, and whose broker answers when the test says so. */
    private class Open implements Emitter<Record<byte[], byte[]>> {
        @Override
        public CompletionStage<Void> send(Record<byte[], byte[]> payload) {
            var sent = new CompletableFuture<Void>();
            onTheirWay.add(sent);
            return sent;
        }

        @Override
        public <M extends Message<? extends Record<byte[], byte[]>>> void send(M message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void complete() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void error(Exception e) {
            throw new UnsupportedOperationException(e);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean hasRequests() {
            return true;
        }
    }

    @Test
    void isNeverGivenMoreThanItHolds() {
        // Given
        for (int i = 0; i < ChannelTopic.MOST_ON_THEIR_WAY; i++) {
            topic.send("digits", "event " + i);
        }
        // When
        var tooMuch = topic.send("digits", "one more").toCompletableFuture();
        // Then
        assertThat(onTheirWay).hasSize(ChannelTopic.MOST_ON_THEIR_WAY);
        assertThat(tooMuch)
                .failsWithin(A_MOMENT)
                .withThrowableThat()
                .withMessageContaining("64 are on their way already");
    }

    @Test
    void hasRoomAgainWhenTheBrokerHasAnsweredOrRefused() {
        // Given
        for (int i = 0; i < ChannelTopic.MOST_ON_THEIR_WAY; i++) {
            topic.send("digits", "event " + i);
        }
        // When
        onTheirWay.get(0).complete(null);
        onTheirWay.get(1).completeExceptionally(new RecordTooLargeException("too large"));
        topic.send("digits", "one more");
        topic.send("digits", "and another");
        // Then
        assertThat(onTheirWay).hasSize(ChannelTopic.MOST_ON_THEIR_WAY + 2);
    }

    @Test
    void whoeverTellsHearsThatTheBrokerRefuses() {
        // Given
        ControlTopic refusing =
                (key, document) -> CompletableFuture.failedFuture(new RecordTooLargeException("too large"));
        // Then
        assertThatThrownBy(() -> refusing.tell("digits", "event"))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("not told of digits")
                .hasMessageContaining("too large");
    }

    @Test
    void whoeverTellsWaitsNoLongerThanItMay() {
        assertThatThrownBy(() -> topic.tell("digits", "event", A_MOMENT))
                .isInstanceOf(org.apache.kafka.common.errors.TimeoutException.class)
                .hasMessageContaining("did not answer within");
    }
}
