package dev.limbeck.student.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.checkpoint.StudentState.Lineage;
import dev.limbeck.contract.checkpoint.TrainedWith;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.student.Examples;
import dev.limbeck.student.audit.AuditReport.Verdict;
import dev.limbeck.student.kafka.TestStudent.Ending;
import dev.limbeck.student.training.ProtocolPoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Students that another release, or another machine, goes on with. */
class UpgradeIT {
    private static final EmbeddedBroker BROKER = EmbeddedBroker.temporary();
    private static final StudentTopics TOPICS = new StudentTopics(BROKER);
    private static final Arithmetic HERE = TestStudent.ARITHMETIC;
    private static final Arithmetic ELSEWHERE =
            new Arithmetic(HERE.engine(), HERE.library(), "another set", HERE.processor());

    @TempDir
    Path folder;

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    @Test
    void oneTrainedUnderTheFirstDigestGoesOnUnderThePresentOne() throws Exception {
        // Given
        TOPICS.create("digest");
        TOPICS.produce("digest", 0, 20 * TestStudent.BATCH);
        var student = TestStudent.in(folder, TOPICS, "digest", "small");
        student.trainTo(20);
        String before = student.newestCheckpoint();
        var declaration = student.declaration();
        for (String checkpoint : student.checkpoints()) {
            student.relate(
                    checkpoint,
                    lineage -> lineage.declaredAs(declaration.first().orElseThrow()));
        }
        // When
        TOPICS.produce("digest", 20 * TestStudent.BATCH, 5 * TestStudent.BATCH);
        student.trainTo(25);
        // Then
        var lineage = student.saved(student.newestCheckpoint()).lineage();
        assertThat(lineage.configurationDigest()).isEqualTo(declaration.value());
        assertThat(lineage.parent()).isEqualTo(before);
        assertThat(student.audit(before, false).verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(student.audit(student.newestCheckpoint(), false).verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(student.audit(student.newestCheckpoint(), true).verdict()).isEqualTo(Verdict.CONFIRMED);
    }

    @Test
    void oneThatNamesNoArithmeticGoesOnAndIsNotRefuted() throws Exception {
        // Given
        TOPICS.create("unnamed");
        TOPICS.produce("unnamed", 0, 20 * TestStudent.BATCH);
        var student = TestStudent.in(folder, TOPICS, "unnamed", "small");
        student.trainTo(20);
        String before = student.newestCheckpoint();
        for (String checkpoint : student.checkpoints()) {
            student.relate(checkpoint, UpgradeIT::unnamed);
        }
        // When
        TOPICS.produce("unnamed", 20 * TestStudent.BATCH, 5 * TestStudent.BATCH);
        student.trainTo(25);
        // Then
        assertThat(student.audit(before, false).verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(student.saved(student.newestCheckpoint()).lineage().arithmeticSince())
                .isEqualTo(20);
        assertThat(student.audit(student.newestCheckpoint(), false).verdict()).isEqualTo(Verdict.CONFIRMED);
    }

    private static Lineage unnamed(Lineage lineage) {
        return new Lineage(
                lineage.networkDigest(),
                lineage.configurationDigest(),
                lineage.parent(),
                lineage.writer(),
                lineage.threads());
    }

    @Test
    void aReplayUnderAnotherArithmeticBeginsAtACheckpointThatSaysSo() throws Exception {
        // Given
        TOPICS.create("moved");
        TOPICS.produce("moved", 0, 40 * TestStudent.BATCH);
        var student = TestStudent.in(folder, TOPICS, "moved", "small");
        assertThat(student.runUntil(ProtocolPoint.LOG_COMMITTED, 2)).isEqualTo(Ending.ABANDONED);
        String before = student.newestCheckpoint();
        // When
        student.computingWith(ELSEWHERE).trainTo(40);
        // Then
        var position = student.saved(before).position();
        var afresh = student.checkpoints().stream()
                .filter(id -> !id.equals(before))
                .filter(id -> id.startsWith(before.substring(0, "step-0000000000".length())))
                .findFirst()
                .orElseThrow();
        assertThat(student.saved(afresh).position()).isEqualTo(position);
        assertThat(student.checkpoint(afresh).network())
                .isEqualTo(student.checkpoint(before).network());
        var lineage = student.saved(afresh).lineage();
        assertThat(lineage.parent()).isEqualTo(before);
        assertThat(lineage.trainedWith()).contains(new TrainedWith(ELSEWHERE, TrainedWith.FIRST_STEP_PROGRAM));
        assertThat(lineage.arithmeticSince()).isEqualTo(position.batches());
        // Then: every checkpoint is judged where it was made, and nowhere refuted
        String newest = student.newestCheckpoint();
        assertThat(student.audit(newest, false, ELSEWHERE).verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(student.audit(newest, false, HERE).verdict()).isEqualTo(Verdict.UNDECIDABLE);
        assertThat(student.audit(before, false, HERE).verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(student.audit(before, false, ELSEWHERE).verdict()).isEqualTo(Verdict.UNDECIDABLE);
        TOPICS.assertEveryOffsetIsInOneEntry("moved", "small");
    }

    /** It may not have failed where the log was written, so that nobody would have its dead letter. */
    @Test
    void whatFailsInAReplayUnderAnotherArithmeticIsHandedOver() throws Exception {
        // Given
        TOPICS.create("poisoned");
        var student = TestStudent.in(folder, TOPICS, "poisoned", "small");
        int examples = 15 * TestStudent.BATCH;
        TOPICS.send(IntStream.range(0, examples)
                .mapToObj(Examples::floating)
                .map(example -> onFirstPartition("poisoned", example))
                .toList());
        TOPICS.send(List.of(onFirstPartition("poisoned", Examples.huge("poison"))));
        TOPICS.send(IntStream.range(examples, 2 * examples)
                .mapToObj(Examples::floating)
                .map(example -> onFirstPartition("poisoned", example))
                .toList());
        assertThat(student.runUntil(ProtocolPoint.LOG_COMMITTED, 2)).isEqualTo(Ending.ABANDONED);
        assertThat(TOPICS.deadLetterReasons("poisoned")).containsExactly("NON_FINITE");
        // When
        student.computingWith(ELSEWHERE).start();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(student.ledger().offered()).isEqualTo(2L * examples + 1));
        student.stop();
        // Then
        assertThat(student.ledger()).isEqualTo(new Ledger(2L * examples, 0, 1, Map.of()));
        assertThat(TOPICS.deadLetterReasons("poisoned")).containsExactly("NON_FINITE", "NON_FINITE");
    }

    /** So that it is known which mini-batch it is in. */
    private static ProducerRecord<byte[], byte[]> onFirstPartition(String topic, DistillationExample example) {
        return new ProducerRecord<>(
                topic, 0, example.record().recordId().getBytes(StandardCharsets.UTF_8), RecordCodec.encode(example));
    }
}
