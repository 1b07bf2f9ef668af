package dev.limbeck.teacher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.place.PlaceEntry;
import dev.limbeck.contract.place.SourcePlaces;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.deadletter.DeadLetter;
import dev.limbeck.kafka.place.PlaceTopic;
import dev.limbeck.teacher.labelling.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
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
 * Writes what became of batches as one transaction: examples, dead letters and the place on the source topic appear
 * together or not at all. A replica that lost its place in the group cannot commit, for the group's generation is part
 * of the transaction, and its place is on the broker before that is checked: who gets its partitions then waits for what
 * comes of it. The group's offsets are for those who watch its lag.
 */
final class ExampleWriter implements AutoCloseable {
    static final String STAGE = "teacher";

    private static final Logger LOG = Logger.getLogger(ExampleWriter.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);
    /** Much shorter than a transaction, so that most of it is on the broker when the commit waits for the rest. */
    private static final Duration LINGER = Duration.ofMillis(50);

    private final KafkaConnection connection;
    private final Generation run;
    private final RunTopics topics;
    private final String transactionalId;
    private KafkaProducer<byte[], byte[]> producer;

    ExampleWriter(KafkaConnection connection, Generation run, String instance) {
        this.connection = connection;
        this.run = run;
        this.topics = run.topics();
        this.transactionalId = topics.teacherGroup() + "." + instance;
        this.producer = connected();
    }

    /** What came of a transaction, where nothing is wrong. */
    sealed interface Outcome {
        /** @param places with what was kept */
        record Committed(SourcePlaces places) implements Outcome {}

        /** Nothing was written. The records belong to whoever reads them next, maybe this replica again. */
        record Aborted() implements Outcome {}
    }

    /** What is in a transaction that is still open. */
    interface Transaction {
        /** @param verdicts one for each record, in order */
        void add(List<ConsumerRecord<byte[], byte[]>> batch, List<Verdict> verdicts);

        /** Writes a line of the place topic. */
        void keep(String key, PlaceEntry entry);

        void tell(RunEvent event);
    }

    /**
     * @param before what is kept until now
     * @param contents puts something into the transaction, and says whether it may be committed; the group's partitions
     *     may not change meanwhile
     * @throws KafkaException when it failed otherwise than by losing its place; whether it was written is unknown
     */
    Outcome write(SourcePlaces before, Predicate<Transaction> contents, ConsumerGroupMetadata group) {
        try {
            var after = stage(before, contents, group);
            if (after.isEmpty()) {
                producer.abortTransaction();
                return new Outcome.Aborted();
            }
            producer.commitTransaction();
            return new Outcome.Committed(after.get());
        } catch (KafkaException e) {
            if (!lostItsPlace(e)) {
                throw e;
            }
            LOG.infof("what was labelled last was given back: %s", e.getMessage());
            // The successor's initTransactions ends whatever this one left open.
            abandon();
            producer = connected();
            return new Outcome.Aborted();
        }
    }

    /** All of the transaction but its end. @return what is kept then; empty if it may not be committed */
    Optional<SourcePlaces> stage(SourcePlaces before, Predicate<Transaction> contents, ConsumerGroupMetadata group) {
        producer.beginTransaction();
        var open = new Open(before);
        if (!contents.test(open)) {
            return Optional.empty();
        }
        open.touched.forEach(
                partition -> send(PlaceTopic.record(topics, SourcePlaces.key(partition), open.places.of(partition))));
        producer.flush(); // before the group is asked
        producer.sendOffsetsToTransaction(open.progress(), group);
        return Optional.of(open.places);
    }

    private final class Open implements Transaction {
        /** Partitions whose offsets are part of it. */
        private final Set<Integer> touched = new TreeSet<>();

        private SourcePlaces places;

        Open(SourcePlaces before) {
            this.places = before;
        }

        @Override
        public void add(List<ConsumerRecord<byte[], byte[]>> batch, List<Verdict> verdicts) {
            var counts = new TreeMap<Integer, Counts>();
            for (int i = 0; i < batch.size(); i++) {
                var record = batch.get(i);
                var verdict = verdicts.get(i);
                send(record(record, verdict));
                counts.computeIfAbsent(record.partition(), any -> new Counts()).count(record, verdict);
            }
            counts.forEach((partition, count) -> places = places.with(
                    SourcePlaces.key(partition),
                    places.of(partition).after(count.next, count.labelled, count.deadLettered)));
            touched.addAll(counts.keySet());
        }

        @Override
        public void keep(String key, PlaceEntry entry) {
            places = places.with(key, entry);
            if (entry instanceof PlaceEntry.Reached) {
                touched.add(Integer.valueOf(key));
            } else {
                send(PlaceTopic.record(topics, key, entry));
            }
        }

        @Override
        public void tell(RunEvent event) {
            send(new ProducerRecord<>(RunTopics.RUN_EVENTS, event.run().getBytes(UTF_8), ContractJson.write(event)));
        }

        private Map<TopicPartition, OffsetAndMetadata> progress() {
            var progress = new HashMap<TopicPartition, OffsetAndMetadata>();
            touched.forEach(partition -> progress.put(
                    new TopicPartition(run.spec().source().topic(), partition),
                    new OffsetAndMetadata(places.of(partition).next())));
            return progress;
        }
    }

    /** What became of the records of one partition. */
    private static final class Counts {
        private long next;
        private long labelled;
        private long deadLettered;

        void count(ConsumerRecord<byte[], byte[]> record, Verdict verdict) {
            next = record.offset() + 1; // in order of offset within a partition
            if (verdict instanceof Verdict.Labelled) {
                labelled++;
            } else {
                deadLettered++;
            }
        }
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
