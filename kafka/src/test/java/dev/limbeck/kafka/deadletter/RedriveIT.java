package dev.limbeck.kafka.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.Brokers;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.topic.TopicProvisioning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedriveIT {
    private final KafkaConnection kafka = Brokers.connection();
    private final RunTopics topics = new RunTopics("redrive-" + UUID.randomUUID(), 1);
    private final String source = "production." + topics.run();
    private final DeadLetterTopic deadLetters = new DeadLetterTopic(kafka, topics.deadLetters());
    private final Redrive redrive = new Redrive(kafka, topics);
    private final String examples = topics.examples();

    private final KafkaProducer<byte[], byte[]> producer = kafka.producer("refusing");

    @AfterEach
    void disconnect() {
        producer.close();
    }

    @BeforeEach
    void provideTopics() throws Exception {
        try (var admin = kafka.admin()) {
            new TopicProvisioning(admin)
                    .provide(List.of(
                            new NewTopic(source, 3, (short) 1),
                            new NewTopic(examples, 1, (short) 1),
                            new NewTopic(RunTopics.RUN_STATE, 1, (short) 1),
                            new NewTopic(RunTopics.RUN_COMMANDS, 1, (short) 1),
                            new NewTopic(topics.deadLetters(), 1, (short) 1)
                                    .configs(Map.of("max.message.bytes", "9437184"))));
        }
        declare();
    }

    /** As the orchestrator says how the run stands. */
    private void declare() throws Exception {
        String state = "{\"declaration\": {\"spec\": {\"source\": {\"topic\": \"%s\"}}}}".formatted(source);
        producer.send(new ProducerRecord<>(RunTopics.RUN_STATE, topics.run().getBytes(UTF_8), state.getBytes(UTF_8)))
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void sendsExactlyTheChosenAsTheyWere() throws Exception {
        // Given
        refuse("a", RejectionReason.MALFORMED);
        refuse("b", RejectionReason.NON_FINITE);
        refuse("c", RejectionReason.MALFORMED);
        // When
        var outcome = redrive.send(letter -> letter.letter().rejection().reason() == RejectionReason.MALFORMED, false);
        // Then
        assertThat(outcome.sent()).containsExactly(new DeadLetterPosition(0, 0), new DeadLetterPosition(0, 2));
        var arrived = committed(source);
        assertThat(arrived)
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("a", "c");
        assertThat(arrived).allSatisfy(record -> {
            assertThat(record.partition()).as("where it came from").isEqualTo(1);
            assertThat(record.key()).isEqualTo("key".getBytes(UTF_8));
            assertThat(record.headers().toArray()).singleElement().satisfies(header -> {
                assertThat(header.key()).isEqualTo("trace");
                assertThat(header.value()).isEqualTo("7".getBytes(UTF_8));
            });
        });
    }

    @Test
    void sendsNothingTwiceUnlessAsked() throws Exception {
        // Given
        refuse("a", RejectionReason.MALFORMED);
        refuse("b", RejectionReason.MALFORMED);
        redrive.send(letter -> letter.position().offset() == 0, false);
        // When
        var rest = redrive.send(letter -> true, false);
        var none = redrive.send(letter -> true, false);
        var again = redrive.send(letter -> letter.position().offset() == 0, true);
        // Then
        assertThat(rest.sent()).containsExactly(new DeadLetterPosition(0, 1));
        assertThat(rest.sentBefore()).containsExactly(new DeadLetterPosition(0, 0));
        assertThat(none.sent()).isEmpty();
        assertThat(again.sent()).containsExactly(new DeadLetterPosition(0, 0));
        assertThat(committed(source))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("a", "b", "a");
    }

    @Test
    void callsThatOverlapSendNothingTwice() throws Exception {
        // Given
        for (int i = 0; i < 200; i++) {
            refuse("value " + i, RejectionReason.MALFORMED);
        }
        // When
        var calls = List.of(1, 2, 3).stream()
                .map(call -> CompletableFuture.runAsync(() -> redrive.send(letter -> true, false)))
                .toList();
        calls.forEach(call -> call.handle((done, fenced) -> true).join());
        redrive.send(letter -> true, false);
        // Then
        assertThat(committed(source))
                .extracting(record -> new String(record.value(), UTF_8))
                .hasSize(200)
                .doesNotHaveDuplicates();
    }

    @Test
    void looksWithoutSending() throws Exception {
        // Given
        refuse("a", RejectionReason.MALFORMED);
        // When
        var outcome = redrive.preview(letter -> true, false);
        // Then
        assertThat(outcome.sent()).containsExactly(new DeadLetterPosition(0, 0));
        assertThat(committed(source)).isEmpty();
        assertThat(deadLetters.find(new DeadLetterPosition(0, 0)).orElseThrow().redriven())
                .isFalse();
    }

    @Test
    void sendsTombstonesButNotWhatStayedAtItsSource() throws Exception {
        // Given
        refuseBytes(null, RejectionReason.EMPTY);
        refuseBytes(new byte[RecordCodec.MAX_MESSAGE_BYTES + 1], RejectionReason.MALFORMED);
        refuse(
                new TopicPartition(source, 1),
                "more headers than fit".getBytes(UTF_8),
                RejectionReason.MALFORMED,
                new byte[9 << 20]);
        // When
        var outcome = redrive.send(letter -> true, false);
        // Then
        assertThat(outcome.sent()).containsExactly(new DeadLetterPosition(0, 0));
        assertThat(outcome.incomplete()).containsExactly(new DeadLetterPosition(0, 1), new DeadLetterPosition(0, 2));
        assertThat(committed(source)).singleElement().satisfies(record -> assertThat(record.value())
                .isNull());
    }

    @Test
    void theTopicTellsWhatWasSentAndPassesOverTheMarks() throws Exception {
        // Given
        refuse("a", RejectionReason.MALFORMED);
        refuse("b", RejectionReason.MALFORMED);
        redrive.send(letter -> letter.position().offset() == 1, false);
        // When
        var read = new ArrayList<StoredDeadLetter>();
        deadLetters.forEach(read::add);
        // Then
        assertThat(read).extracting(StoredDeadLetter::redriven).containsExactly(false, true);
        assertThat(deadLetters.find(new DeadLetterPosition(0, 2))).as("a mark").isEmpty();
        assertThat(deadLetters.find(new DeadLetterPosition(0, 99))).isEmpty();
    }

    @Test
    void anUnknownTopicIsToldAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new DeadLetterTopic(kafka, "limbeck.dead-letters.nobody").forEach(letter -> {}))
                .withMessageContaining("there is no topic limbeck.dead-letters.nobody");
    }

    @Test
    void whatClaimsToBeFromATopicOfOthersStays() throws Exception {
        // Given
        refuseBytes(new TopicPartition(RunTopics.RUN_COMMANDS, 0), "{}".getBytes(UTF_8), RejectionReason.MALFORMED);
        refuseBytes(new TopicPartition("__consumer_offsets", 0), "{}".getBytes(UTF_8), RejectionReason.MALFORMED);
        refuseBytes(new TopicPartition(source, 99), "{}".getBytes(UTF_8), RejectionReason.MALFORMED);
        refuseBytes(new TopicPartition(examples, 0), "an example".getBytes(UTF_8), RejectionReason.MALFORMED);
        refuse("a record", RejectionReason.MALFORMED);
        // When
        var outcome = redrive.send(any -> true, false);
        // Then
        assertThat(outcome.foreign())
                .containsExactly(
                        new DeadLetterPosition(0, 0), new DeadLetterPosition(0, 1), new DeadLetterPosition(0, 2));
        assertThat(outcome.sent()).containsExactly(new DeadLetterPosition(0, 3), new DeadLetterPosition(0, 4));
        assertThat(committed(RunTopics.RUN_COMMANDS)).isEmpty();
        assertThat(committed(examples)).hasSize(1);
        assertThat(committed(source)).hasSize(1);
    }

    private void refuse(String value, RejectionReason reason) throws Exception {
        refuseBytes(value.getBytes(UTF_8), reason);
    }

    private void refuseBytes(byte @Nullable [] value, RejectionReason reason) throws Exception {
        refuseBytes(new TopicPartition(source, 1), value, reason);
    }

    private void refuseBytes(TopicPartition from, byte @Nullable [] value, RejectionReason reason) throws Exception {
        refuse(from, value, reason, "7".getBytes(UTF_8));
    }

    private void refuse(TopicPartition from, byte @Nullable [] value, RejectionReason reason, byte[] trace)
            throws Exception {
        var headers = new RecordHeaders();
        headers.add("trace", trace);
        var original = new ConsumerRecord<>(
                from.topic(),
                from.partition(),
                42L,
                1234L,
                TimestampType.CREATE_TIME,
                0,
                0,
                "key".getBytes(UTF_8),
                value,
                headers,
                Optional.<Integer>empty());
        ProducerRecord<byte[], byte[]> refused = DeadLetter.of("teacher", new Rejection(reason, "for a test"), original)
                .toRecord(topics.deadLetters(), original);
        producer.send(refused).get();
    }

    private List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = kafka.consumer("reading", OffsetReset.EARLIEST)) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
