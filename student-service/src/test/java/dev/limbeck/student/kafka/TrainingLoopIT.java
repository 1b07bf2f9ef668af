package dev.limbeck.student.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.deadletter.DeadLetter;
import dev.limbeck.student.Examples;
import dev.limbeck.student.kafka.TestStudent.Ending;
import dev.limbeck.student.kafka.TestStudent.Setup;
import dev.limbeck.student.training.ProtocolPoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A student against a real broker: abandoned at the worst moments, fenced, fed with what it cannot use. */
class TrainingLoopIT {
    private static final EmbeddedBroker BROKER = EmbeddedBroker.temporary();
    private static final StudentTopics TOPICS = new StudentTopics(BROKER);

    @TempDir
    Path folder;

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    /** Abandoned as a killed process leaves it, at the nth time it passes a point; the next one goes on. */
    @ParameterizedTest
    @EnumSource(ProtocolPoint.class)
    void aCrashAtAnyPointLeavesTheSameWeights(ProtocolPoint point) throws Exception {
        crash(point, Setup.TINY, "crash-");
    }

    /** And the same examples to be seen again. */
    @ParameterizedTest
    @EnumSource(ProtocolPoint.class)
    void aCrashAtAnyPointLeavesTheSameWeightsOfOneThatReplays(ProtocolPoint point) throws Exception {
        crash(point, Setup.REPLAYING, "replay-");
    }

    private void crash(ProtocolPoint point, Setup setup, String prefix) throws Exception {
        // Given
        String run = prefix + point.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        TOPICS.create(run);
        TOPICS.produce(run, 0, 40 * TestStudent.BATCH);
        String undisturbed = TestStudent.in(folder.resolve("undisturbed"), TOPICS, run, "undisturbed", setup)
                .trainTo(40);
        var disturbed = TestStudent.in(folder.resolve("disturbed"), TOPICS, run, "small", setup);
        // When
        for (int time : times(point)) {
            assertThat(disturbed.runUntil(point, time)).isEqualTo(Ending.ABANDONED);
        }
        // Then
        assertThat(disturbed.trainTo(40)).isEqualTo(undisturbed);
        assertThat(disturbed.ledger()).isEqualTo(new Ledger(40L * TestStudent.BATCH, 0, 0, java.util.Map.of()));
        TOPICS.assertEveryOffsetIsInOneEntry(run, "small");
    }

    /** There are 40 batches to pass a point with, but few checkpoints. */
    private static int[] times(ProtocolPoint point) {
        return switch (point) {
            case COMPOSED, APPLIED -> new int[] {3, 14, 9};
            case LOG_COMMITTED, SNAPSHOT_TAKEN -> new int[] {1, 2, 1};
            case CHECKPOINT_WRITTEN, ANNOUNCED -> new int[] {1};
        };
    }

    /** The same with batches of any size, as the stream's pace makes them: the log has them, the clock does not matter. */
    @Test
    void theLogAndNotTheClockSaysWhatABatchIsMadeOf() throws Exception {
        TOPICS.create("paced");
        var disturbed = TestStudent.in(folder.resolve("disturbed"), TOPICS, "paced", "small");
        var random = new SplittableRandom(7);
        int produced = 0;
        disturbed.start();
        for (int burst = 0; burst < 12; burst++) {
            int size = random.nextInt(1, 3 * TestStudent.BATCH);
            TOPICS.produce("paced", produced, size);
            produced += size;
            long expected = produced;
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(disturbed.ledger().offered()).isEqualTo(expected));
        }
        disturbed.abandon();
        String recovered = disturbed.recoverAndDigest();
        // An auditor's view: from the beginning, by the log alone.
        assertThat(TestStudent.in(folder.resolve("empty"), TOPICS, "paced", "small")
                        .recoverAndDigest())
                .isEqualTo(recovered);
    }

    @Test
    void everyLifeHasAWriterNumberOfItsOwnAlsoAfterAnOrderlyEnd() throws Exception {
        TOPICS.create("lives");
        var student = TestStudent.in(folder, TOPICS, "lives", "small");
        for (int life = 1; life <= 3; life++) {
            TOPICS.produce("lives", (life - 1) * 5 * TestStudent.BATCH, 5 * TestStudent.BATCH);
            student.trainTo(5L * life);
            assertThat(student.newestCheckpoint()).endsWith("-w000" + life);
        }
    }

    @Test
    void aStudentThatWasTakenOverIsRefused() throws Exception {
        // Given
        TOPICS.create("taken");
        TOPICS.produce("taken", 0, 10 * TestStudent.BATCH);
        var zombie = TestStudent.in(folder, TOPICS, "taken", "small");
        zombie.start();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(zombie.ledger().trained()).isPositive());
        // When
        var successor = TestStudent.in(folder, TOPICS, "taken", "small");
        successor.start();
        TOPICS.produce("taken", 10 * TestStudent.BATCH, 10 * TestStudent.BATCH);
        // Then
        assertThat(zombie.awaitEnd()).isEqualTo(Ending.FENCED);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(successor.ledger().trained()).isEqualTo(20L * TestStudent.BATCH));
        successor.stop();
        TOPICS.assertEveryOffsetIsInOneEntry("taken", "small");
    }

    @Test
    void everyRecordIsTrainedOnSkippedOrADeadLetterOnceDespiteACrash() throws Exception {
        // Given
        TOPICS.create("mixed");
        TOPICS.produce("mixed", 0, 200);
        var conflict = Examples.labelled(Examples.example(3), 1);
        TOPICS.send(List.of(
                new ProducerRecord<>("mixed", 0, null, null),
                new ProducerRecord<>("mixed", 1, null, new byte[] {1, 2, 3}),
                new ProducerRecord<>(
                        "mixed", 1, null, RecordCodec.encode(Examples.example(0).record())),
                TOPICS.keyed("mixed", Examples.example(5)),
                TOPICS.keyed("mixed", conflict)));
        TOPICS.produce("mixed", 200, 200);
        var student = TestStudent.in(folder, TOPICS, "mixed", "small");
        // When
        assertThat(student.runUntil(ProtocolPoint.APPLIED, 20)).isEqualTo(Ending.ABANDONED);
        student.start();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(student.ledger().offered()).isEqualTo(405));
        student.stop();
        // Then
        assertThat(student.ledger()).isEqualTo(new Ledger(400, 0, 4, java.util.Map.of("DUPLICATE", 1L)));
        assertThat(TOPICS.deadLetterReasons("mixed"))
                .containsExactlyInAnyOrder("EMPTY", "MALFORMED", "MALFORMED", "CONFLICT");
    }

    /** Its dead letter would be larger than the topic, and the producer, take. */
    @Test
    void aRecordWithMoreHeadersThanADeadLetterCanHaveStopsNobody() throws Exception {
        // Given
        TOPICS.create("headers");
        TOPICS.produce("headers", 0, 20);
        var overloaded = new ProducerRecord<byte[], byte[]>("headers", 1, new byte[] {5}, new byte[] {1, 2, 3});
        overloaded.headers().add("trace", new byte[9 * 1024 * 1024 - 200]);
        TOPICS.send(List.of(overloaded));
        TOPICS.produce("headers", 20, 20);
        var student = TestStudent.in(folder, TOPICS, "headers", "small");
        // When
        student.start();
        awaitOffered(student, 41);
        student.stop();
        // Then
        assertThat(student.ledger()).isEqualTo(new Ledger(40, 0, 1, java.util.Map.of()));
        assertThat(TOPICS.read(new RunTopics("headers", 1).deadLetters()))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.key()).isEqualTo(new byte[] {5});
                    assertThat(letter.value()).isEqualTo(new byte[] {1, 2, 3});
                    assertThat(letter.headers().lastHeader(DeadLetter.CUT).value())
                            .isEqualTo("headers".getBytes(StandardCharsets.UTF_8));
                });
    }

    /** Finite as a record, but not when the network multiplies it. */
    @Test
    void anExampleThatMakesTheStepInfiniteIsFoundAndTheOthersAreTrainedOn() throws Exception {
        TOPICS.create("infinite");
        var poison = Examples.huge("poison");
        var others = IntStream.range(0, 50).mapToObj(Examples::floating).toList();
        TOPICS.send(others.subList(0, 20).stream()
                .map(example -> TOPICS.keyed("infinite", example))
                .toList());
        TOPICS.send(List.of(TOPICS.keyed("infinite", poison)));
        TOPICS.send(others.subList(20, 50).stream()
                .map(example -> TOPICS.keyed("infinite", example))
                .toList());
        var student = TestStudent.in(folder, TOPICS, "infinite", "small");

        student.start();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(student.ledger().offered()).isEqualTo(51));
        student.stop();

        assertThat(student.ledger()).isEqualTo(new Ledger(50, 0, 1, java.util.Map.of()));
        assertThat(TOPICS.deadLetterReasons("infinite")).containsExactly("NON_FINITE");
    }

    @Test
    void tooManyUnusableRecordsPauseTrainingUntilItIsToldToGoOn() throws Exception {
        // Given
        TOPICS.create("poisoned");
        TOPICS.produce("poisoned", 0, 40);
        TOPICS.send(IntStream.range(0, 30)
                .mapToObj(i -> new ProducerRecord<byte[], byte[]>("poisoned", i % 2, null, new byte[] {9}))
                .toList());
        TOPICS.produce("poisoned", 40, 40);
        var student = TestStudent.in(folder, TOPICS, "poisoned", "small");
        // When
        student.start();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(student.phase()).isEqualTo(StudentStatus.Phase.PAUSED));
        assertThat(student.ledger().offered()).isLessThan(110);
        while (student.ledger().offered() < 110) {
            student.resume();
        }
        student.stop();
        // Then
        assertThat(student.ledger()).isEqualTo(new Ledger(80, 0, 30, java.util.Map.of()));
    }

    /** To the student it looks as if its weights were at fault: not one example of three mini-batches can be used. */
    @Test
    void hopelessBatchesTakeTheWeightsBackToTheLastCheckpointAndAReplayDoesTheSame() throws Exception {
        // Given
        TOPICS.create("astray");
        TOPICS.produce("astray", 0, 25 * TestStudent.BATCH);
        var student = TestStudent.in(folder.resolve("astray"), TOPICS, "astray", "small");
        student.start();
        awaitOffered(student, 25 * TestStudent.BATCH);
        // When
        TOPICS.send(IntStream.range(0, 3 * TestStudent.BATCH)
                .mapToObj(i -> TOPICS.keyed("astray", Examples.huge("poison-" + i)))
                .toList());
        awaitOffered(student, 28 * TestStudent.BATCH);
        TOPICS.produce("astray", 25 * TestStudent.BATCH, 5 * TestStudent.BATCH);
        awaitOffered(student, 33 * TestStudent.BATCH);
        student.stop();
        // Then
        Ledger ledger = student.ledger();
        assertThat(ledger.skipped()).containsKey("ROLLED_BACK"); // none, if the checkpoint was of the last step
        assertThat(ledger.deadLettered()).isEqualTo(3L * TestStudent.BATCH);
        assertThat(ledger.offered()).isEqualTo(33L * TestStudent.BATCH);
        var again = TestStudent.in(folder.resolve("again"), TOPICS, "astray", "small");
        assertThat(again.recoverAndDigest()).isEqualTo(student.recoverAndDigest());
        assertThat(again.ledger()).isEqualTo(ledger);
    }

    private static void awaitOffered(TestStudent student, long records) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            student.resume(); // so many dead letters open the circuit, too
            assertThat(student.ledger().offered()).isEqualTo(records);
        });
    }
}
