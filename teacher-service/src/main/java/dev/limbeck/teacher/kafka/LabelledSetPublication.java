package dev.limbeck.teacher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.ClassScores;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.teacher.training.DeclaredSet;
import dev.limbeck.teacher.training.Order;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jboss.logging.Logger;

/**
 * Puts the labelled data set on its topic, whole and once in the life of the run, for students that learn from it. All
 * replicas use one transactional id: the one that comes later fences the earlier, then sees whether it had finished.
 */
public final class LabelledSetPublication {
    private static final Logger LOG = Logger.getLogger(LabelledSetPublication.class);
    private static final int AT_ONCE = 256;
    /** The whole set is one transaction, and nobody reads the topic meanwhile. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(1);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final KafkaConnection connection;
    private final RunTopics topics;
    private final Clock clock;

    public LabelledSetPublication(KafkaConnection connection, RunTopics topics, Clock clock) {
        this.connection = connection;
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * Returns when the topic has the set, whoever wrote it.
     *
     * @param seed of the order in which students see the examples
     */
    public void publishOnce(DeclaredSet set, InferenceNetwork teacher, String teacherVersion, long seed)
            throws InterruptedException {
        if (isPublished()) {
            return;
        }
        // Before the transaction, which must not stay open for as long as this takes.
        var logits = logits(set, teacher);
        var producer = connection.transactionalProducer(
                "labelled", topics.teacherGroup() + ".labelled", TRANSACTION_TIMEOUT);
        try {
            producer.initTransactions();
            if (isPublished()) {
                return;
            }
            producer.beginTransaction();
            Instant now = clock.instant();
            for (int index : Order.shuffled(set.size(), seed)) {
                send(producer, example(set, index, new SoftTarget(teacherVersion, logits.get(index)), now));
            }
            producer.commitTransaction();
            LOG.infof("published %d labelled examples on %s", set.size(), topics.labelled());
        } catch (ProducerFencedException | InvalidProducerEpochException another) {
            LOG.infof("another replica publishes the labelled examples on %s", topics.labelled());
        } finally {
            producer.close(LONGEST_CLOSE);
        }
    }

    private static DistillationExample example(DeclaredSet set, int index, SoftTarget softTarget, Instant now) {
        var record = new ProductionRecord("labelled-" + index, set.input(index), OptionalInt.of(set.label(index)), now);
        return new DistillationExample(record, softTarget);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails when any send did
    private void send(KafkaProducer<byte[], byte[]> producer, DistillationExample example) {
        byte[] key = example.record().recordId().getBytes(UTF_8);
        producer.send(new ProducerRecord<>(topics.labelled(), key, RecordCodec.encode(example)));
    }

    private static List<ClassScores> logits(DeclaredSet set, InferenceNetwork teacher) throws InterruptedException {
        var logits = new ArrayList<ClassScores>(set.size());
        for (int from = 0; from < set.size(); from += AT_ONCE) {
            if (Thread.interrupted()) {
                throw new InterruptedException("asked to stop while labelling the data set");
            }
            logits.addAll(teacher.logits(set.inputs(from, AT_ONCE)));
        }
        return logits;
    }

    /** Offsets do not tell: an aborted attempt leaves offsets, too. So a committed record has to be seen. */
    private boolean isPublished() {
        try (var consumer = connection.consumer("labelled-check", OffsetReset.EARLIEST)) {
            var partitions = consumer.partitionsFor(topics.labelled()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                if (!consumer.poll(POLL).isEmpty()) {
                    return true;
                }
            }
            return false;
        }
    }
}
