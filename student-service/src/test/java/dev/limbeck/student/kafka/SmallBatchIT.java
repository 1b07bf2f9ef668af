package dev.limbeck.student.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.student.Examples;
import dev.limbeck.student.audit.AuditReport.Verdict;
import dev.limbeck.student.kafka.TestStudent.Setup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A student that cannot learn from one example at a time, on a stream that brings them one by one. */
class SmallBatchIT {
    private static final EmbeddedBroker BROKER = EmbeddedBroker.temporary();
    private static final StudentTopics TOPICS = new StudentTopics(BROKER);
    private static final Signature TINY = Signature.ofClasses(Shape.of(1, 4, 4), 4, Normalisation.of(127, 64));
    private static final Setup BATCH_NORM =
            new Setup("builtin:resnet-8x4", TINY, TestStudent.BATCH, Setup.TINY.checkpoint(), Setup.TINY.replay());
    /** Longer than a mini-batch waits. */
    private static final Duration LONG_PAST_DUE = Duration.ofMillis(900);

    @TempDir
    Path folder;

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    @Test
    void oneRecordWaitsForAnotherAndTheLastIsPassedOverWhenNoneCanCome() throws Exception {
        // Given
        String run = "one-by-one";
        TOPICS.create(run);
        var student = TestStudent.in(folder.resolve("live"), TOPICS, run, "small", BATCH_NORM);
        student.start();
        // When
        produce(run, 0, 1);
        // Then
        await().during(LONG_PAST_DUE)
                .atMost(Duration.ofSeconds(20))
                .until(() -> student.ledger().offered() == 0);
        // When
        produce(run, 1, 1);
        // Then
        awaitLedger(student, new Ledger(2, 0, 0, Map.of()));
        // When
        produce(run, 2, 1);
        student.noneToCome();
        // Then
        awaitLedger(student, new Ledger(2, 0, 0, Map.of("TOO_FEW", 1L)));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> TOPICS.assertEveryOffsetIsInOneEntry(run, "small"));
        student.abandon();
        assertThat(TOPICS.deadLetterReasons(run)).isEmpty();
        // And: whoever goes on, or derives it again, comes to the same
        String recovered = student.recoverAndDigest();
        assertThat(student.savedLedger()).isEqualTo(new Ledger(2, 0, 0, Map.of("TOO_FEW", 1L)));
        assertThat(student.audit(student.newestCheckpoint(), true).verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(TestStudent.in(folder.resolve("empty"), TOPICS, run, "small", BATCH_NORM)
                        .recoverAndDigest())
                .isEqualTo(recovered);
    }

    private static void awaitLedger(TestStudent student, Ledger ledger) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(student.ledger()).isEqualTo(ledger));
    }

    private static void produce(String run, int from, int count) throws Exception {
        TOPICS.send(IntStream.range(from, from + count)
                .mapToObj(number -> TOPICS.keyed(run, Examples.example(TINY, number)))
                .toList());
    }
}
