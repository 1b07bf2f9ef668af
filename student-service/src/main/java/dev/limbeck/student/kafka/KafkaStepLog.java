package dev.limbeck.student.kafka;

import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.codec.Rejection;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.deadletter.DeadLetter;
import dev.limbeck.student.batch.Original;
import dev.limbeck.student.steplog.StepLog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
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
    /** How much composing may have to be done anew after a crash. Well under the broker's transaction time-out. */
    private static final Duration STALE = Duration.ofSeconds(1);
    /** A successor says who it is right after it has fenced this process off. */
    private static final Duration SUCCESSOR_SPEAKS_WITHIN = Duration.ofSeconds(3);

    private static final Duration ASK_EVERY = Duration.ofMillis(200);

    private final KafkaConnection connection;
    private final RunTopics topics;
    private final TopicPartition partition;
    private final String student;
    private final Clock clock;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private @Nullable Instant begun;
    private long offset;

    public KafkaStepLog(KafkaConnection connection, RunTopics topics, String student, Clock clock) {
        this.connection = connection;
        this.topics = topics;
        this.student = student;
        this.clock = clock;
        this.partition = new TopicPartition(topics.steps(student), 0);
        this.producer =
                connection.transactionalProducer("steps-" + topics.run() + "-" + student, topics.studentGroup(student));
    }

    @Override
    public Opened open(long from, int lastWriter) {
        producer.initTransactions();
        // No other writer can add to it any more.
        var before = new KafkaStepLogReader(connection, partition.topic()).read(from);
        int writer = before.lastWriter(lastWriter);
        offset = before.end();
        write(new StepLogEntry.WriterOpened(writer + 1, clock.instant()));
        commit();
        return new Opened(writer + 1, before.entries());
    }

    @Override
    public void append(StepLogEntry entry) {
        write(entry);
    }

    private void write(StepLogEntry entry) {
        send(new ProducerRecord<>(
                partition.topic(), 0, student.getBytes(StandardCharsets.UTF_8), ContractJson.write(entry)));
    }

    @Override
    public void deadLetter(Original original, Rejection rejection) {
        var record = ((KafkaOriginal) original).record();
        send(DeadLetter.of(STAGE, rejection, record).toRecord(topics.deadLetters(), record));
    }

    @Override
    public void announce(CheckpointAnnounced checkpoint) {
        send(new ProducerRecord<>(
                RunTopics.CHECKPOINTS,
                checkpoint.key().getBytes(StandardCharsets.UTF_8),
                ContractJson.write(checkpoint)));
        commit();
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        guarded(() -> {
            if (begun == null) {
                producer.beginTransaction();
                begun = clock.instant();
            }
            sent.add(producer.send(record));
        });
    }

    @Override
    public void commit() {
        if (begun != null) {
            guarded(producer::commitTransaction);
            begun = null;
            sent.forEach(this::note);
            sent.clear();
        }
    }

    /** A commit has waited for all that was sent, and fails if one of them did. */
    private void note(Future<RecordMetadata> done) {
        try {
            RecordMetadata metadata = done.get();
            if (metadata.topic().equals(partition.topic())) {
                offset = metadata.offset() + 1;
            }
        } catch (ExecutionException refused) {
            throw new KafkaException("committed, but refused", refused.getCause());
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    @Override
    public void commitIfStale() {
        Instant since = begun;
        if (since != null && Duration.between(since, clock.instant()).compareTo(STALE) >= 0) {
            commit();
        }
    }

    @Override
    public long offset() {
        return offset;
    }

    /**
     * A broker may refuse a transaction because another process has its id, because it was open for too long (this
     * process stood still, or the broker did), or for a fault of its own, and its words do not tell which. Only a
     * successor writes to the log.
     */
    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (KafkaException refused) {
            if (hasSuccessor()) {
                throw new FencedException("student " + student + " has been taken over by another process", refused);
            }
            throw new KafkaException(
                    "the broker has given up a transaction of student %s: %s".formatted(student, refused), refused);
        }
    }

    private boolean hasSuccessor() {
        var entries = new KafkaStepLogReader(connection, partition.topic());
        long deadline = System.nanoTime() + SUCCESSOR_SPEAKS_WITHIN.toNanos();
        try {
            do {
                // Its own entry is before the offset, or was never committed.
                if (entries.read(offset).entries().stream().anyMatch(StepLogEntry.WriterOpened.class::isInstance)) {
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
        producer.close(Duration.ofSeconds(2));
    }
}
