package dev.limbeck.teacher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.dataset.LabelledSet;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.network.Answer;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.teacher.training.Order;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.jboss.logging.Logger;

/**
 * Puts the labelled data set on its topic, whole and once in the life of a generation, for students that learn from it. All
 * replicas use one transactional id: the one that comes later fences the earlier and goes on where it was. The earlier
 * waits, and takes over again when nothing is added any more.
 */
public final class LabelledSetPublication {
    /** Header of each example: how many there are in the set, so that a part of it is known for one. */
    static final String SET_SIZE = "limbeck-set-size";

    private static final Logger LOG = Logger.getLogger(LabelledSetPublication.class);
    private static final int AT_ONCE = 64;
    /** Bounds of one transaction, so that none takes longer than its time-out. */
    private static final int MOST_EXAMPLES = 4096;

    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(1);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final KafkaConnection connection;
    private final RunTopics topics;
    private final Clock clock;
    private final Duration transactionTimeout;
    private final int mostExamples;

    public LabelledSetPublication(KafkaConnection connection, RunTopics topics, Clock clock) {
        this(connection, topics, clock, TRANSACTION_TIMEOUT, MOST_EXAMPLES);
    }

    /**
     * @param transactionTimeout also how long a fenced replica waits for the next example of the other
     * @param mostExamples in one transaction
     */
    LabelledSetPublication(
            KafkaConnection connection, RunTopics topics, Clock clock, Duration transactionTimeout, int mostExamples) {
        this.connection = connection;
        this.topics = topics;
        this.clock = clock;
        this.transactionTimeout = transactionTimeout;
        this.mostExamples = mostExamples;
    }

    /**
     * Returns when the topic has the whole set, whoever wrote it.
     *
     * @param declared asked for only if it is needed: it may be large
     * @param seed of the order in which students see the examples
     * @throws IllegalStateException when the topic has a part of another set
     */
    public void publishOnce(Supplier<LabelledSet> declared, InferenceNetwork teacher, String teacherVersion, long seed)
            throws InterruptedException {
        if (published().isWhole()) {
            return;
        }
        LabelledSet set = declared.get();
        // Before any transaction, which must not stay open for as long as this takes.
        var logits = outputs(set, teacher);
        Instant now = clock.instant();
        IntFunction<DistillationExample> examples =
                index -> example(set, index, new SoftTarget(teacherVersion, logits.get(index)), now);
        int[] order = Order.shuffled(set.size(), seed);
        while (!publishRest(order, examples)) {
            LOG.infof("another replica publishes on %s, or a transaction took too long", topics.labelled());
            awaitOther();
        }
    }

    /** Whether the topic has the whole set now; if not, another replica took over or a transaction timed out. */
    private boolean publishRest(int[] order, IntFunction<DistillationExample> examples) {
        var producer = connection.transactionalProducer(
                "labelled-" + topics.run(), transactionalId(topics), transactionTimeout);
        try {
            // Ends what an earlier one left open: from here on, what can be read is all there is.
            producer.initTransactions();
            var published = published();
            if (published.isWhole()) {
                return true;
            }
            published.requirePartOf(order.length, topics.labelled());
            int[] missing = Arrays.stream(order)
                    .filter(index -> !published.ids().contains(idOf(index)))
                    .toArray();
            publish(producer, missing, order.length, examples);
            LOG.infof("published %d of %d labelled examples on %s", missing.length, order.length, topics.labelled());
            return true;
        } catch (KafkaException e) {
            if (!lostItsTransaction(e)) {
                throw e;
            }
            return false;
        } finally {
            producer.close(LONGEST_CLOSE);
        }
    }

    /** One for all replicas of a generation: a former one's is not in the way. */
    static String transactionalId(RunTopics topics) {
        return topics.labelled() + ".writer";
    }

    private void publish(
            KafkaProducer<byte[], byte[]> producer,
            int[] indices,
            int setSize,
            IntFunction<DistillationExample> examples) {
        byte[] size = String.valueOf(setSize).getBytes(UTF_8);
        int next = 0;
        while (next < indices.length) {
            producer.beginTransaction();
            long bytes = 0;
            for (int i = 0; i < mostExamples && bytes < MOST_BYTES && next < indices.length; i++) {
                bytes += send(producer, examples.apply(indices[next++]), size);
            }
            commit(producer);
        }
    }

    /**
     * Whatever a commit fails with, the topic says what became of it. A broker that is just then fencing the producer for
     * another replica answers that it had an unexpected error.
     */
    private static void commit(KafkaProducer<byte[], byte[]> producer) {
        try {
            producer.commitTransaction();
        } catch (KafkaException failure) {
            throw new UnclearCommitException(failure);
        }
    }

    private static final class UnclearCommitException extends KafkaException {
        private static final long serialVersionUID = 1L;

        UnclearCommitException(KafkaException cause) {
            super(cause);
        }
    }

    /** To a later replica, or to the time-out: the broker's answers are the same. */
    private static boolean lostItsTransaction(KafkaException failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof UnclearCommitException
                        || cause instanceof ProducerFencedException
                        || cause instanceof InvalidProducerEpochException
                        || cause instanceof InvalidTxnStateException
                        || cause instanceof TransactionAbortableException);
    }

    /** Until the set is whole, or nothing was added for as long as a transaction can last. */
    private void awaitOther() throws InterruptedException {
        int count = -1;
        Duration deadline = Ticker.SYSTEM.reading();
        for (var published = published(); !published.isWhole(); published = published()) {
            if (published.ids().size() != count) {
                count = published.ids().size();
                deadline = Ticker.SYSTEM.reading().plus(transactionTimeout);
            } else if (Ticker.SYSTEM.hasPassed(deadline)) {
                return;
            }
            Thread.sleep(transactionTimeout.dividedBy(10).toMillis());
        }
    }

    private static String idOf(int index) {
        return "labelled-" + index;
    }

    private static DistillationExample example(LabelledSet set, int index, SoftTarget softTarget, Instant now) {
        var record = new ProductionRecord(
                idOf(index), set.inputs(index), Optional.of(set.hardLabel(index)), now, Attributes.NONE);
        return new DistillationExample(record, softTarget);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails when any send did
    private int send(KafkaProducer<byte[], byte[]> producer, DistillationExample example, byte[] setSize) {
        byte[] key = example.record().recordId().getBytes(UTF_8);
        byte[] value = RecordCodec.encode(example);
        var record = new ProducerRecord<>(topics.labelled(), key, value);
        record.headers().add(SET_SIZE, setSize);
        producer.send(record);
        return value.length;
    }

    private static List<Output> outputs(LabelledSet set, InferenceNetwork teacher) throws InterruptedException {
        var logits = new ArrayList<Output>(set.size());
        for (int from = 0; from < set.size(); from += AT_ONCE) {
            if (Thread.interrupted()) {
                throw new InterruptedException("asked to stop while labelling the data set");
            }
            for (Answer answer : Answer.of(teacher, set.inputs(from, AT_ONCE))) {
                if (answer instanceof Answer.Raised raised) {
                    throw new IllegalStateException("the teacher raises on example %d of the labelled set: %s"
                            .formatted(logits.size(), raised.reason()));
                }
                logits.add(((Answer.Given) answer).output());
            }
        }
        return logits;
    }

    /**
     * What of a set is on its topic.
     *
     * @param setSize how many examples the set has; unknown while there is none
     */
    private record Published(Set<String> ids, OptionalInt setSize) {
        boolean isWhole() {
            return setSize.isPresent() && ids.size() >= setSize.getAsInt();
        }

        void requirePartOf(int size, String topic) {
            if (setSize.isPresent() && setSize.getAsInt() != size) {
                throw new IllegalStateException(
                        "%s has %d examples of a set of %d, and the set declared now has %d; delete the topic"
                                .formatted(topic, ids.size(), setSize.getAsInt(), size));
            }
        }
    }

    /** Offsets do not tell: an aborted attempt leaves offsets, too. So committed records have to be counted. */
    private Published published() {
        try (var consumer = connection.consumer("labelled-check-" + topics.run(), OffsetReset.EARLIEST)) {
            var partitions = consumer.partitionsFor(topics.labelled()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var ids = new HashSet<String>();
            var setSize = OptionalInt.empty();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (var record : consumer.poll(POLL)) {
                    ids.add(new String(record.key(), UTF_8));
                    var header = record.headers().lastHeader(SET_SIZE);
                    // Without the header it is of a release that wrote the set in one transaction: all or nothing.
                    setSize = OptionalInt.of(header == null ? 1 : Integer.parseInt(new String(header.value(), UTF_8)));
                }
            }
            return new Published(ids, setSize);
        }
    }
}
