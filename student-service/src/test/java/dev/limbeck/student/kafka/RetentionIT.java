package dev.limbeck.student.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.lifecycle.RunEvent.ExamplesGone;
import dev.limbeck.contract.lifecycle.RunEvent.StudentSaved;
import dev.limbeck.contract.run.CheckpointSpec;
import dev.limbeck.contract.run.ReplaySpec;
import dev.limbeck.contract.status.StudentStatus.Phase;
import dev.limbeck.student.Examples;
import dev.limbeck.student.kafka.TestStudent.Ending;
import dev.limbeck.student.kafka.TestStudent.Setup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic that no longer has what a student needs, against a real broker. */
class RetentionIT {
    private static final EmbeddedBroker BROKER = EmbeddedBroker.temporary();
    private static final StudentTopics TOPICS = new StudentTopics(BROKER);
    private static final int BATCH = TestStudent.BATCH;
    /** Only when it is stopped in good order. */
    private static final Setup SELDOM_SAVED = saved(Duration.ofSeconds(60));

    @TempDir
    Path folder;

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    @Test
    void recordsRemovedUnderAStoppedStudentAreToldOnceAndPassedOverOnlyWhenAnOperatorSaysSo() throws Exception {
        // Given
        TOPICS.create("overtaken");
        TOPICS.produce("overtaken", 0, 10 * BATCH);
        var student = TestStudent.in(folder, TOPICS, "overtaken", "small", SELDOM_SAVED);
        student.trainTo(10);
        long wanted = TOPICS.end("overtaken", 0);
        TOPICS.produce("overtaken", 10 * BATCH, 20 * BATCH);
        TOPICS.removeBefore("overtaken", 0, wanted + 40);
        // When
        for (int life = 0; life < 2; life++) {
            student.start();
            await(() -> assertThat(student.phase()).isEqualTo(Phase.PAUSED));
            student.stop();
        }
        // Then
        assertThat(student.pausedBecause())
                .isEqualTo(
                        "records %d to %d of partition 0 are gone from overtaken before they were learnt from, 40 in all"
                                .formatted(wanted, wanted + 39));
        assertThat(student.ledger().offered()).isEqualTo(10 * BATCH);
        assertThat(TOPICS.events("overtaken"))
                .singleElement()
                .usingRecursiveComparison()
                .ignoringFields("foundAt")
                .isEqualTo(new ExamplesGone(
                        "overtaken",
                        "small",
                        "overtaken",
                        0,
                        wanted,
                        wanted + 40,
                        40,
                        ((ExamplesGone) TOPICS.events("overtaken").get(0)).at()));
        // When
        student.start();
        await(() -> assertThat(student.phase()).isEqualTo(Phase.PAUSED));
        TOPICS.removeBefore("overtaken", 0, wanted + 50); // retention does not wait for the operator
        assertThat(student.resume()).isTrue();
        await(() -> assertThat(student.ledger().offered()).isEqualTo(30 * BATCH));
        // Then
        assertThat(student.ledger()).isEqualTo(new Ledger(30 * BATCH - 50, 0, 0, Map.of("GONE", 50L)));
        assertThat(student.resume()).isFalse();
        awaitLogged("overtaken", 30 * BATCH);
        student.abandon();
        student.recoverAndDigest();
        assertThat(student.ledger()).isEqualTo(new Ledger(30 * BATCH - 50, 0, 0, Map.of("GONE", 50L)));
        TOPICS.assertEveryOffsetIsInOneEntry("overtaken", "small");
    }

    /** No checkpoint has those steps, so nobody has seen them; but they can no longer be repeated. */
    @Test
    void loggedStepsWhoseRecordsAreGoneAreVoid() throws Exception {
        // Given
        TOPICS.create("void");
        TOPICS.produce("void", 0, 5 * BATCH);
        var student = TestStudent.in(folder, TOPICS, "void", "small", SELDOM_SAVED);
        student.trainTo(5);
        long wanted = TOPICS.end("void", 1);
        TOPICS.produce("void", 5 * BATCH, 10 * BATCH);
        student.start();
        await(() -> assertThat(student.steps()).isEqualTo(15));
        awaitLogged("void", 15 * BATCH);
        student.abandon();
        // When
        TOPICS.removeBefore("void", 1, wanted + 10);
        student.start();
        await(() -> assertThat(student.phase()).isEqualTo(Phase.PAUSED));
        assertThat(student.steps()).isEqualTo(5);
        student.resume();
        await(() -> assertThat(student.ledger().offered()).isEqualTo(15 * BATCH));
        // Then
        assertThat(student.ledger()).isEqualTo(new Ledger(15 * BATCH - 10, 0, 0, Map.of("GONE", 10L)));
        awaitLogged("void", 15 * BATCH);
        student.abandon();
        student.recoverAndDigest();
        assertThat(student.ledger()).isEqualTo(new Ledger(15 * BATCH - 10, 0, 0, Map.of("GONE", 10L)));
        TOPICS.assertEveryOffsetIsInOneEntry("void", "small");
    }

    @Test
    void aStudentOvertakenWhileItRunsSavesWhatItHasLearntAndAsksAnOperator() throws Exception {
        // Given
        TOPICS.create("running");
        TOPICS.produce("running", 0, 40);
        TOPICS.send(IntStream.range(0, 30)
                .mapToObj(i -> new ProducerRecord<byte[], byte[]>("running", i % 2, null, new byte[] {9}))
                .toList());
        var student = TestStudent.in(folder, TOPICS, "running", "small", SELDOM_SAVED);
        student.start();
        awaitFor(Duration.ofSeconds(1), () -> assertThat(student.phase()).isEqualTo(Phase.PAUSED));
        // When
        TOPICS.send(IntStream.range(40, 140).mapToObj(RetentionIT::bulky).toList());
        TOPICS.removeBefore("running", 0, TOPICS.end("running", 0) - 10);
        await(() -> {
            student.resume();
            assertThat(student.isAlive()).isFalse();
        });
        // Then
        assertThat(student.awaitEnd()).isEqualTo(Ending.OVERTAKEN);
        assertThat(student.savedLedger()).isEqualTo(student.ledger());
        student.start();
        await(() -> assertThat(student.pausedBecause()).contains("of partition 0 are gone"));
        student.resume();
        await(() -> assertThat(student.ledger().offered()).isEqualTo(170));
        long gone = student.ledger().skipped().getOrDefault("GONE", 0L);
        assertThat(gone).isBetween(1L, 90L);
        assertThat(student.ledger()).isEqualTo(new Ledger(140 - gone, 0, 30, Map.of("GONE", gone)));
        student.stop();
    }

    /** So large that no student has read very many ahead, whatever its memory. */
    private static ProducerRecord<byte[], byte[]> bulky(int index) {
        byte[] bulk = new byte[200_000];
        new Random(index).nextBytes(bulk);
        var record = TOPICS.keyed("running", Examples.example(index));
        return new ProducerRecord<>(
                "running", 0, record.key(), record.value(), List.of(new RecordHeader("bulk", bulk)));
    }

    /** Retention may then remove what needs no second look. */
    @Test
    void recordsThatLeadToNoStepAreSavedTooButNoEvaluatorIsToldAgain() throws Exception {
        // Given
        TOPICS.create("stepless");
        TOPICS.produce("stepless", 0, 2 * BATCH);
        var student = TestStudent.in(folder, TOPICS, "stepless", "small", saved(Duration.ofSeconds(1)));
        student.start();
        await(() -> assertThat(student.savedLedger().trained()).isEqualTo(2 * BATCH));
        // When
        for (int round = 1; round <= 3; round++) {
            TOPICS.produce("stepless", 0, BATCH); // once more
            long expected = (2L + round) * BATCH;
            await(() -> assertThat(student.savedLedger().offered()).isEqualTo(expected));
        }
        // Then
        assertThat(student.newestCheckpoint()).startsWith("step-0000000002-w0001-b");
        student.abandon();
        TOPICS.removeBefore("stepless", 0, TOPICS.end("stepless", 0));
        TOPICS.removeBefore("stepless", 1, TOPICS.end("stepless", 1));
        TOPICS.produce("stepless", 2 * BATCH, BATCH);
        student.trainTo(3);
        assertThat(student.ledger()).isEqualTo(new Ledger(3 * BATCH, 0, 0, Map.of("DUPLICATE", 3L * BATCH)));
        assertThat(TOPICS.announced("stepless")).containsExactly("step-0000000002-w0001", "step-0000000003-w0002");
        var saved = TOPICS.saved("stepless");
        assertThat(saved)
                .extracting(StudentSaved::records)
                .contains(2L * BATCH, 5L * BATCH)
                .endsWith(6L * BATCH);
        assertThat(saved.get(saved.size() - 1).checkpoint())
                .contains(TOPICS.announcements("stepless").get(1).digest());
    }

    private static Setup saved(Duration every) {
        return new Setup(
                "builtin:cnn-2",
                Examples.INPUT,
                BATCH,
                new CheckpointSpec(1000, every, Duration.ofSeconds(60), 100),
                ReplaySpec.NONE);
    }

    private static void awaitLogged(String run, long records) {
        await(() -> assertThat(StepLogEntry.standing(TOPICS.log(run, "small")).stream()
                        .mapToLong(RetentionIT::records)
                        .sum())
                .isEqualTo(records));
    }

    private static long records(StepLogEntry entry) {
        var ranges = entry instanceof StepLogEntry.BatchComposed batch
                ? batch.ranges()
                : entry instanceof StepLogEntry.RangesSkipped skip ? skip.ranges() : null;
        return ranges == null
                ? 0
                : ranges.values().stream().mapToLong(range -> range.length()).sum();
    }

    private static void await(ThrowingRunnable condition) {
        awaitFor(Duration.ZERO, condition);
    }

    private static void awaitFor(Duration held, ThrowingRunnable condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).during(held).untilAsserted(condition);
    }
}
