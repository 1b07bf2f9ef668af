package dev.limbeck.teacher.kafka;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.place.SourcePlaces;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.teacher.labelling.BatchAssembler;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * What one life of the labelling loop reads and writes with. What is in the batches has been read from where the place
 * stands, whatever becomes of partitions and transactions.
 */
final class LabellingClients implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LabellingClients.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);
    private static final int MOST_ABORTS = 10;

    private final BatchAssembler<ConsumerRecord<byte[], byte[]>> batches;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SourceStanding standing;
    private final ExampleWriter writer;
    private int abortsInARow;
    private long lookedAt;

    /**
     * @param instance tells this replica's transactions from all others'
     * @param mostPolled records that one poll may bring
     * @param batches where they go
     */
    LabellingClients(
            KafkaConnection connection,
            Generation run,
            String instance,
            int mostPolled,
            BatchAssembler<ConsumerRecord<byte[], byte[]>> batches,
            Clock clock) {
        this.batches = batches;
        this.writer = new ExampleWriter(connection, run, instance);
        this.consumer = connection.groupConsumer(
                "labelling-" + run.name(), run.topics().teacherGroup(), OffsetReset.NONE, mostPolled);
        this.standing = new SourceStanding(connection, run, consumer, clock);
        consumer.subscribe(List.of(run.spec().source().topic()), new Partitions());
    }

    SourceStanding standing() {
        return standing;
    }

    /**
     * Keeps this replica's place in the group, and reads into the batches.
     *
     * @param reads whether records are wanted
     */
    void poll(boolean reads, Duration longestWait) {
        if (reads) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        try {
            // From what is paused nothing comes, but from partitions that this very poll is given.
            consumer.poll(longestWait).forEach(batches::add);
        } catch (InvalidOffsetException overtaken) {
            LOG.warnf("the source topic is looked at again: %s", overtaken.getMessage());
            rewind();
        }
    }

    /** @return what is kept then; empty when it was given back */
    Optional<SourcePlaces> write(Predicate<ExampleWriter.Transaction> contents) {
        var outcome = writer.write(standing.kept(), contents, consumer.groupMetadata());
        if (outcome instanceof ExampleWriter.Outcome.Committed committed) {
            abortsInARow = 0;
            return Optional.of(committed.places());
        }
        if (++abortsInARow > MOST_ABORTS) {
            throw new KafkaException("labelling was given back " + abortsInARow + " times in a row");
        }
        rewind();
        return Optional.empty();
    }

    /** Back to what is written down: everything read since then is read again, by whoever owns it now. */
    void rewind() {
        batches.discardIf(any -> true);
        lookedAt = System.nanoTime();
        standing.look(consumer.assignment());
    }

    /** The same, if the last time is long enough ago. @return whether it was */
    boolean rewindAfter(Duration pause) {
        if (System.nanoTime() - lookedAt < pause.toNanos()) {
            return false;
        }
        rewind();
        return true;
    }

    /** Records that wait to be labelled. */
    long lag() {
        return batches.waiting()
                + consumer.assignment().stream()
                        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                        .sum();
    }

    @Override
    public void close() {
        try (standing;
                writer) {
            consumer.close(CloseOptions.timeout(LONGEST_CLOSE));
        }
    }

    /** The group checks who commits but not whose partitions: records of a partition that has gone must go too. */
    private final class Partitions implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            batches.discardIf(record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // They go on where they were left, whichever generation that was in.
            standing.arrive(partitions);
        }
    }
}
