package dev.limbeck.student.kafka;

import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.deadletter.DeadLetter;
import dev.limbeck.student.batch.Original;
import dev.limbeck.student.steplog.StepLog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step log on its topic, written in transactions of one transactional id a student: opening it makes the broker
 * refuse whatever an earlier process still sends. Dead letters and announcements share the transactions, and so the
 * fence.
 */
public final class KafkaStepLog implements StepLog {
    private static final Logger log = LoggerFactory.getLogger(KafkaStepLog.class);
    private static final String STAGE = "student";
    /** A successor says who it is right after it has fenced this process off. */
    private static final Duration SUCCESSOR_SPEAKS_WITHIN = Duration.ofSeconds(3);

    private static final Duration ASK_EVERY = Duration.ofMillis(200);

    private final KafkaConnection connection;
    private final RunTopics topics;
    private final String topic;
    private final String student;
    private final Clock clock;
    private final Journal journal;
    /** Where the log goes on after this process has said who it is. */
    private volatile long ownBeginning;

    public KafkaStepLog(KafkaConnection connection, RunTopics topics, String student, Clock clock) {
        this.connection = connection;
        this.topics = topics;
        this.student = student;
        this.clock = clock;
        this.topic = topics.steps(student);
        this.journal = new Journal(
                connection,
                "steps-" + topics.run() + "-" + student,
                topics.studentGroup(student),
                topic,
                this::whatRefusalMeans);
    }

    @Override
    public Opened open(long from, int lastWriter) {
        journal.open();
        // No other writer can add to it any more.
        var before = new KafkaStepLogReader(connection, topic).read(from);
        int writer = before.lastWriter(lastWriter) + 1;
        ownBeginning = before.end();
        append(new StepLogEntry.WriterOpened(writer, clock.instant()));
        ownBeginning = StepLog.await(commit());
        return new Opened(writer, before.entries());
    }

    @Override
    public void append(StepLogEntry entry) {
        journal.write(() ->
                new ProducerRecord<>(topic, 0, student.getBytes(StandardCharsets.UTF_8), ContractJson.write(entry)));
    }

    @Override
    public void deadLetter(Original original, Rejection rejection) {
        var record = ((KafkaOriginal) original).record();
        journal.write(() -> DeadLetter.of(STAGE, rejection, record).toRecord(topics.deadLetters(), record));
    }

    @Override
    public CompletableFuture<Long> announce(CheckpointAnnounced checkpoint) {
        journal.write(() -> new ProducerRecord<>(
                RunTopics.CHECKPOINTS,
                checkpoint.key().getBytes(StandardCharsets.UTF_8),
                ContractJson.write(checkpoint)));
        return commit();
    }

    @Override
    public void report(RunEvent event) {
        journal.write(() -> new ProducerRecord<>(
                RunTopics.RUN_EVENTS, event.run().getBytes(StandardCharsets.UTF_8), ContractJson.write(event)));
    }

    @Override
    public CompletableFuture<Long> commit() {
        return journal.commit();
    }

    @Override
    public void requireIntact() {
        journal.requireIntact();
    }

    /**
     * A broker may refuse a transaction because another process has its id, because it was open for too long (this
     * process stood still, or the broker did), or for a fault of its own, and its words do not tell which. Only a
     * successor writes to the log.
     */
    private RuntimeException whatRefusalMeans(KafkaException refused) {
        return hasSuccessor()
                ? new FencedException("student " + student + " has been taken over by another process", refused)
                : new KafkaException(
                        "the broker has given up a transaction of student %s: %s".formatted(student, refused), refused);
    }

    private boolean hasSuccessor() {
        var entries = new KafkaStepLogReader(connection, topic);
        long deadline = System.nanoTime() + SUCCESSOR_SPEAKS_WITHIN.toNanos();
        try {
            do {
                // Its own entry is before the offset, or was never committed.
                if (entries.read(ownBeginning).entries().stream()
                        .anyMatch(StepLogEntry.WriterOpened.class::isInstance)) {
                    return true;
                }
                LockSupport.parkNanos(ASK_EVERY.toNanos());
            } while (System.nanoTime() - deadline < 0);
        } catch (KafkaException unknown) {
            log.warn("Whether student {} has been taken over cannot be found out", student, unknown);
        }
        return false;
    }

    @Override
    public void close() {
        journal.close();
    }
}
