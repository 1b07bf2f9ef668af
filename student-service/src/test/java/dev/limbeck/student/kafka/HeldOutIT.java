package dev.limbeck.student.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.checkpoint.StepLogEntry.BatchComposed;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.split.Split;
import dev.limbeck.student.Examples;
import dev.limbeck.student.kafka.TestStudent.Ending;
import dev.limbeck.student.training.ProtocolPoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is held out leaves no trace: neither in the ledger's trained examples, nor in the log, nor in the weights. */
class HeldOutIT {
    private static final EmbeddedBroker BROKER = EmbeddedBroker.temporary();
    private static final StudentTopics TOPICS = new StudentTopics(BROKER);
    private static final double FRACTION = 0.3;
    private static final int RECORDS = 400;

    @TempDir
    Path folder;

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    private static boolean isHeldOut(String recordId) {
        return Split.of(recordId, FRACTION) == Split.HELD_OUT;
    }

    /** Held-out examples are such that a step on any of them would not be finite, so it could not pass unseen. */
    private static DistillationExample example(int number) {
        var example = Examples.example(number);
        var record = example.record();
        return new DistillationExample(
                new ProductionRecord(
                        record.recordId(),
                        isHeldOut(record.recordId())
                                ? huge()
                                : record.inputs().only().widened(),
                        record.hardLabel(),
                        record.eventTime()),
                example.softTarget());
    }

    private static Tensor huge() {
        float[] values = new float[Examples.INPUT.only().shape().elements()];
        Arrays.fill(values, Float.MAX_VALUE);
        return Tensor.ofFloats(Examples.INPUT.only().shape(), values);
    }

    @Test
    void noHeldOutIdIsEverTrainedOnThroughCrashAndRecovery() throws Exception {
        // Given
        TOPICS.create("held");
        TOPICS.send(IntStream.range(0, RECORDS)
                .mapToObj(number -> TOPICS.keyed("held", example(number)))
                .toList());
        long heldOut = IntStream.range(0, RECORDS)
                .filter(number -> isHeldOut("record-" + number))
                .count();
        var student = TestStudent.in(folder, TOPICS, "held", "small").holdingOut(FRACTION);
        // When
        assertThat(student.runUntil(ProtocolPoint.APPLIED, 7)).isEqualTo(Ending.ABANDONED);
        student.start();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(student.ledger().offered()).isEqualTo(RECORDS));
        student.stop();
        // Then
        assertThat(heldOut).isBetween(80L, 160L);
        assertThat(student.ledger()).isEqualTo(new Ledger(RECORDS - heldOut, heldOut, 0, Map.of()));
        assertThat(TOPICS.deadLetterReasons("held")).isEmpty();
        var records = TOPICS.read("held");
        assertThat(StepLogEntry.standing(TOPICS.log("held", "small")))
                .filteredOn(BatchComposed.class::isInstance)
                .map(BatchComposed.class::cast)
                .allSatisfy(batch -> assertThat(records.stream()
                                .filter(record -> isIn(batch, record))
                                .filter(record -> !isHeldOut(new String(record.key(), StandardCharsets.UTF_8)))
                                .count())
                        .isEqualTo(batch.examples()));
    }

    private static boolean isIn(BatchComposed batch, ConsumerRecord<byte[], byte[]> record) {
        var range = batch.ranges().get(record.partition());
        return range != null && range.contains(record.offset());
    }
}
