package dev.limbeck.kafka.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private static final Rejection REJECTION =
            new Rejection(RejectionReason.SHAPE_MISMATCH, "expected [1×28×28], got [3]");

    @Test
    void keepsKeyValueAndHeadersOfTheOriginal() {
        // Given
        var original = record("production", "key".getBytes(UTF_8), "broken".getBytes(UTF_8));
        original.headers().add("trace", "7".getBytes(UTF_8));
        // When
        var sent = DeadLetter.of("teacher", REJECTION, original).toRecord("dead-letters", original);
        // Then
        assertThat(sent.topic()).isEqualTo("dead-letters");
        assertThat(sent.key()).isEqualTo("key".getBytes(UTF_8));
        assertThat(sent.value()).isEqualTo("broken".getBytes(UTF_8));
        assertThat(DeadLetter.originalHeaders(arrived(sent))).isEqualTo(original.headers());
    }

    @Test
    void isReadBackAsItWasWritten() {
        // Given
        var original = record("production", "key".getBytes(UTF_8), "broken".getBytes(UTF_8));
        var deadLetter = DeadLetter.of("teacher", REJECTION, original);
        // When
        var read = DeadLetter.read(arrived(deadLetter.toRecord("dead-letters", original)));
        // Then
        assertThat(read).contains(deadLetter);
        assertThat(deadLetter.source()).isEqualTo(new TopicPartition("production", 3));
        assertThat(deadLetter.sourceOffset()).isEqualTo(42);
        assertThat(deadLetter.timestamp()).isEqualTo(Instant.ofEpochMilli(1234));
    }

    @Test
    void tellsTheLastRefusalOfARecordThatWasRefusedTwice() {
        // Given
        var original = record("production", null, null);
        var first = arrived(DeadLetter.of("teacher", REJECTION, original).toRecord("dead-letters", original));
        var second = DeadLetter.of("student", new Rejection(RejectionReason.EMPTY, "no value"), first);
        // When
        var read = DeadLetter.read(arrived(second.toRecord("dead-letters", first)));
        // Then
        assertThat(read).contains(second);
    }

    @Test
    void leavesAValueBeyondTheLargestMessageAtItsSource() {
        // Given
        var original = record("production", null, new byte[RecordCodec.MAX_MESSAGE_BYTES + 1]);
        // When
        var sent = DeadLetter.of("teacher", REJECTION, original).toRecord("dead-letters", original);
        // Then
        assertThat(sent.value()).isNull();
        assertThat(cutOf(sent)).isEqualTo("value");
        assertThat(stored(sent).isComplete()).isFalse();
    }

    @Test
    void leavesWhatIsLargestOfARecordThatIsTooLargeAtItsSourceUntilTheRestFits() {
        // Given
        var headers = record("production", "key".getBytes(UTF_8), "value".getBytes(UTF_8));
        for (int i = 0; i < 94; i++) {
            headers.headers().add("trace-" + i, new byte[100_000]);
        }
        var key = record("production", new byte[10 << 20], "value".getBytes(UTF_8));
        var all = record("production", new byte[9 << 20], new byte[9 << 20]);
        all.headers().add("trace", new byte[9 << 20]);
        // When
        var withoutHeaders = letterOf(headers);
        var withoutKey = letterOf(key);
        var withoutAnything = letterOf(all);
        // Then
        assertThat(cutOf(withoutHeaders)).isEqualTo("headers");
        assertThat(withoutHeaders.key()).isEqualTo("key".getBytes(UTF_8));
        assertThat(withoutHeaders.value()).isEqualTo("value".getBytes(UTF_8));
        assertThat(cutOf(withoutKey)).isEqualTo("key");
        assertThat(withoutKey.value()).isEqualTo("value".getBytes(UTF_8));
        assertThat(cutOf(withoutAnything)).isEqualTo("value,key,headers");
        assertThat(stored(withoutHeaders).isComplete()).isFalse();
        assertThat(stored(letterOf(record("production", null, new byte[8 << 20])))
                        .isComplete())
                .isTrue();
    }

    @Test
    void aDetailIsNoLongerThanAHeaderMayBe() {
        // Given
        var original = record("production", null, null);
        var wordy = new Rejection(RejectionReason.NETWORK_RAISED, "x".repeat(10 << 20));
        // When
        var sent = DeadLetter.of("teacher", wordy, original).toRecord("dead-letters", original);
        // Then
        assertThat(DeadLetter.read(arrived(sent)).orElseThrow().rejection().detail())
                .hasSize(4096);
    }

    @Test
    void isNotReadFromARecordThatIsNone() {
        assertThat(DeadLetter.read(record("dead-letters", null, null))).isEqualTo(Optional.empty());
    }

    private static ProducerRecord<byte[], byte[]> letterOf(ConsumerRecord<byte[], byte[]> original) {
        return DeadLetter.of("teacher", REJECTION, original).toRecord("dead-letters", original);
    }

    private static String cutOf(ProducerRecord<byte[], byte[]> sent) {
        return new String(sent.headers().lastHeader(DeadLetter.CUT).value(), UTF_8);
    }

    private static StoredDeadLetter stored(ProducerRecord<byte[], byte[]> sent) {
        var arrived = arrived(sent);
        return new StoredDeadLetter(
                new DeadLetterPosition(0, 0), DeadLetter.read(arrived).orElseThrow(), false, arrived);
    }

    private static ConsumerRecord<byte[], byte[]> arrived(ProducerRecord<byte[], byte[]> sent) {
        var record = record(sent.topic(), sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                topic, 3, 42, 1234, TimestampType.CREATE_TIME, 0, 0, key, value, new RecordHeaders(), Optional.empty());
    }
}
