package dev.limbeck.teacher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.deadletter.DeadLetter;
import dev.limbeck.teacher.labelling.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.jboss.logging.Logger;

/**
 * Writes what became of batches as one transaction: examples, dead letters and the progress of the group appear
 * together or not at all. A replica that lost its place in the group cannot commit, for the group's generation is part
 * of the transaction.
 */
final class ExampleWriter implements AutoCloseable {
    static final String STAGE = "teacher";

    private static final Logger LOG = Logger.getLogger(ExampleWriter.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);
    /** Much shorter than a transaction, so that most of it is on the broker when the commit waits for the rest. */
    private static final Duration LINGER = Duration.ofMillis(50);

    private final KafkaConnection connection;
    private final RunTopics topics;
    private final String transactionalId;
    private KafkaProducer<byte[], byte[]> producer;

    ExampleWriter(KafkaConnection connection, RunTopics topics, String instance) {
        this.connection = connection;
        this.topics = topics;
        this.transactionalId = topics.teacherGroup() + "." + instance;
        this.producer = connected();
    }

    /** What came of a transaction, where nothing is wrong. */
    enum Outcome {
        COMMITTED,
        /** Nothing was written. The records belong to whoever reads them next, maybe this replica again. */
        ABORTED
    }

    /** What is in a transaction that is still open. */
    interface Transaction {
        /** @param verdicts one for each record, in order */
        void add(List<ConsumerRecord<byte[], byte[]>> batch, List<Verdict> verdicts);
    }

    /**
     * @param contents puts at least one batch into the transaction; the group's partitions may not change meanwhile
     * @throws KafkaException when it failed otherwise than by losing its place; whether it was written is unknown
     */
    Outcome write(Consumer<Transaction> contents, ConsumerGroupMetadata group) {
        try {
            stage(contents, group);
            producer.commitTransaction();
            return Outcome.COMMITTED;
        } catch (KafkaException e) {
            if (!lostItsPlace(e)) {
                throw e;
            }
            LOG.infof("what was labelled last was given back: %s", e.getMessage());
            // The successor's initTransactions ends whatever this one left open.
            abandon();
            producer = connected();
            return Outcome.ABORTED;
        }
    }

    /** All of the transaction but its end. */
    void stage(Consumer<Transaction> contents, ConsumerGroupMetadata group) {
        var progress = new HashMap<TopicPartition, OffsetAndMetadata>();
        producer.beginTransaction();
        contents.accept((batch, verdicts) -> {
            for (int i = 0; i < batch.size(); i++) {
                send(record(batch.get(i), verdicts.get(i)));
            }
            progress.putAll(progress(batch));
        });
        producer.sendOffsetsToTransaction(progress, group);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails when any send did
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    private ProducerRecord<byte[], byte[]> record(ConsumerRecord<byte[], byte[]> original, Verdict verdict) {
        if (verdict instanceof Verdict.Labelled labelled) {
            byte[] key = labelled.example().record().recordId().getBytes(UTF_8);
            return new ProducerRecord<>(topics.examples(), key, RecordCodec.encode(labelled.example()));
        }
        var unusable = (Verdict.Unusable) verdict;
        return DeadLetter.of(STAGE, unusable.rejection(), original).toRecord(topics.deadLetters(), original);
    }

    private static Map<TopicPartition, OffsetAndMetadata> progress(List<ConsumerRecord<byte[], byte[]>> batch) {
        var progress = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var record : batch) { // in order of offset within a partition, so the last one stays
            progress.put(
                    new TopicPartition(record.topic(), record.partition()),
                    new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
        }
        return progress;
    }

    /** Expected when replicas come and go, or when this one slept through its time-outs. */
    private static boolean lostItsPlace(KafkaException failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof CommitFailedException
                        || cause instanceof RebalanceInProgressException
                        || cause instanceof TransactionAbortableException
                        || cause instanceof ApplicationRecoverableException);
    }

    private KafkaProducer<byte[], byte[]> connected() {
        var fresh = connection.bulkProducer("examples-" + topics.run(), transactionalId, LINGER);
        boolean ready = false;
        try {
            fresh.initTransactions();
            ready = true;
            return fresh;
        } finally {
            if (!ready) {
                fresh.close(Duration.ZERO);
            }
        }
    }

    /** Leaves a transaction as a crash would. */
    void abandon() {
        producer.close(Duration.ZERO);
    }

    @Override
    public void close() {
        producer.close(LONGEST_CLOSE);
    }
}
