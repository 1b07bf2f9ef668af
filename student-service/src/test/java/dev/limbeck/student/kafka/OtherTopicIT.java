package dev.limbeck.student.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.lifecycle.RunEvent.ExamplesGone;
import dev.limbeck.contract.lifecycle.RunEvent.TopicChanged;
import dev.limbeck.contract.status.StudentStatus.Phase;
import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.student.Examples;
import dev.limbeck.student.audit.AuditReport.Verdict;
import dev.limbeck.student.kafka.TestStudent.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic that is another one than the student has read, or has other partitions, against a real broker. */
class OtherTopicIT {
    private static final EmbeddedBroker BROKER = EmbeddedBroker.temporary();
    private static final StudentTopics TOPICS = new StudentTopics(BROKER);
    private static final int BATCH = TestStudent.BATCH;

    @TempDir
    Path folder;

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    @Test
    void aTopicThatIsReCreatedUnderARunningStudentIsNamedSoAndAllOfItIsAccountedFor() throws Exception {
        // Given
        TOPICS.create("anew");
        TOPICS.produce("anew", 0, 6 * BATCH);
        var student = TestStudent.in(folder, TOPICS, "anew", "small");
        student.start();
        await(() -> assertThat(student.ledger().offered()).isEqualTo(6 * BATCH));
        // When
        TOPICS.delete("anew");
        TOPICS.create("anew");
        TOPICS.produce("anew", 0, 20 * BATCH); // the same records, and more than there were
        // Then
        assertThat(student.awaitEnd()).isEqualTo(Ending.OVERTAKEN);
        for (int life = 0; life < 2; life++) {
            student.start();
            await(() -> assertThat(student.phase()).isEqualTo(Phase.PAUSED));
            assertThat(student.pausedBecause()).startsWith("anew was re-created: it has topic id ");
            student.stop();
        }
        assertThat(TOPICS.events("anew")).as("told once").singleElement().satisfies(event -> assertThat(
                        ((TopicChanged) event).reader())
                .isEqualTo("student small"));
        // When
        student.start();
        await(() -> assertThat(student.phase()).isEqualTo(Phase.PAUSED));
        assertThat(student.resume()).isTrue();
        // Then
        await(() -> assertThat(student.ledger()).isEqualTo(new Ledger(26 * BATCH, 0, 0, Map.of())));
        student.abandon();
        student.start();
        await(() -> assertThat(student.ledger()).isEqualTo(new Ledger(26 * BATCH, 0, 0, Map.of())));
        student.stop();
        var audited = student.audit(student.newestCheckpoint(), false);
        assertThat(audited.verdict()).as(audited.detail()).isEqualTo(Verdict.CONFIRMED);
        assertThat(student.audit(student.newestCheckpoint(), true).detail())
                .as("what came before cannot be derived again")
                .contains("was re-created");
    }

    @Test
    void partitionsThatAreAddedAreLearntFromWithoutARestart() throws Exception {
        // Given
        TOPICS.create("wider");
        TOPICS.produce("wider", 0, 2 * BATCH);
        var student = TestStudent.in(folder, TOPICS, "wider", "small");
        student.start();
        await(() -> assertThat(student.ledger().offered()).isEqualTo(2 * BATCH));
        // When
        widen("wider");
        sendToThird("wider", 2 * BATCH, BATCH);
        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(student.ledger().trained()).isEqualTo(3 * BATCH));
        student.stop();
        student.recoverAndDigest();
        assertThat(student.ledger()).isEqualTo(new Ledger(3 * BATCH, 0, 0, Map.of()));
        TOPICS.assertEveryOffsetIsInOneEntry("wider", "small");
    }

    @Test
    void aPartitionThatLostItsBeginningBeforeItWasEverReadIsAGap() throws Exception {
        // Given
        TOPICS.create("unread");
        TOPICS.produce("unread", 0, 2 * BATCH);
        var student = TestStudent.in(folder, TOPICS, "unread", "small");
        student.trainTo(2);
        // When
        widen("unread");
        sendToThird("unread", 2 * BATCH, 3 * BATCH);
        TOPICS.removeBefore("unread", 2, BATCH);
        student.start();
        await(() -> assertThat(student.phase()).isEqualTo(Phase.PAUSED));
        // Then
        assertThat(student.pausedBecause())
                .isEqualTo("records 0 to %d of partition 2 are gone from unread before they were learnt from, %d in all"
                        .formatted(BATCH - 1, BATCH));
        assertThat(TOPICS.events("unread")).singleElement().satisfies(event -> assertThat(((ExamplesGone) event).lost())
                .isEqualTo(BATCH));
        // When
        student.resume();
        // Then
        await(() -> assertThat(student.ledger()).isEqualTo(new Ledger(4 * BATCH, 0, 0, Map.of("GONE", (long) BATCH))));
        student.abandon();
        student.start();
        await(() -> assertThat(student.ledger()).isEqualTo(new Ledger(4 * BATCH, 0, 0, Map.of("GONE", (long) BATCH))));
        student.stop();
    }

    /** What its topic had lost before a student began was never its to learn from. */
    @Test
    void aNewStudentBeginsWithWhatItsTopicHas() throws Exception {
        // Given
        TOPICS.create("late");
        TOPICS.produce("late", 0, 4 * BATCH);
        TOPICS.removeBefore("late", 0, 5);
        long left = 4 * BATCH - 5;
        // When
        var student = TestStudent.in(folder, TOPICS, "late", "small");
        student.start();
        // Then
        await(() -> assertThat(student.ledger()).isEqualTo(new Ledger(left, 0, 0, Map.of())));
        assertThat(TOPICS.log("late", "small"))
                .filteredOn(StepLogEntry.TopicTaken.class::isInstance)
                .singleElement()
                .satisfies(entry ->
                        assertThat(((StepLogEntry.TopicTaken) entry).from()).isEqualTo(Map.of(0, 5L, 1, 0L)));
        student.stop();
    }

    private static void widen(String topic) {
        try (var admin = TOPICS.kafka().admin()) {
            KafkaAnswers.await(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3)))
                    .all());
        }
    }

    private static void sendToThird(String topic, int from, int count) throws Exception {
        TOPICS.send(IntStream.range(from, from + count)
                .mapToObj(Examples::example)
                .map(example -> TOPICS.keyed(topic, example))
                .map(record -> new ProducerRecord<>(topic, 2, record.key(), record.value()))
                .toList());
    }

    private static void await(ThrowingRunnable condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(condition);
    }
}
