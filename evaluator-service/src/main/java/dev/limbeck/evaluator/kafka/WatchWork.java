package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.status.WatchStatus;
import dev.limbeck.evaluator.status.WatchMeters;
import dev.limbeck.evaluator.watch.LiveWatch;
import dev.limbeck.evaluator.watch.WatchShare;
import dev.limbeck.evaluator.watch.WatchedExample;
import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.DeleteConsumerGroupsOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the live stream of one generation, on the partitions that the group gives this replica. It begins at their end
 * and commits nothing: what was before is not live, and nobody is owed to have every record looked at. With other
 * partitions it begins anew, for their mix may be another.
 */
final class WatchWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(WatchWork.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_AT_ONCE = 500;
    private static final int BATCH = 64;
    private static final int LONGEST_FAREWELL_MILLIS = 2000;

    private final Generation generation;
    private final LiveWatches.Parts parts;
    private final WatchShare share;
    private boolean reassigned;
    private @Nullable LiveWatch watch;
    private volatile Optional<WatchStatus> status = Optional.empty();
    /** Asked between polls; an interrupt would make the consumer fail to close. */
    private volatile boolean stopping;

    WatchWork(Generation generation, LiveWatches.Parts parts) {
        this.generation = generation;
        this.parts = parts;
        this.share = new WatchShare(generation.spec().watch().share());
    }

    /** Empty while it has no partition. */
    Optional<WatchStatus> status() {
        return status;
    }

    @Override
    public void stop() {
        stopping = true;
    }

    @Override
    public void run() throws InterruptedException {
        var topics = generation.topics();
        try (var meters = new WatchMeters(parts.registry(), generation.name(), this::status);
                var consumer = parts.connection()
                        .groupConsumer(
                                "watch-%s-g%d".formatted(generation.name(), generation.number()),
                                topics.watchGroup(),
                                OffsetReset.LATEST,
                                MOST_AT_ONCE)) {
            consumer.subscribe(List.of(topics.examples()), new Reassignment());
            while (!stopping) {
                var records = consumer.poll(POLL);
                if (reassigned) {
                    beginAnew(consumer);
                }
                if (watch != null) {
                    parts.states()
                            .of(generation.name())
                            .filter(state -> state.currentGeneration().number() == generation.number())
                            .ifPresent(watch::follow);
                    look(watch, chosen(records), meters);
                    status = Optional.of(watch.status());
                }
            }
        } finally {
            end();
        }
        removeGroup(topics.watchGroup());
    }

    private void beginAnew(KafkaConsumer<byte[], byte[]> consumer) {
        reassigned = false;
        end();
        var own = consumer.assignment();
        if (!own.isEmpty()) {
            // The end is looked up now, not at the next poll: what comes after this is watched.
            own.forEach(consumer::position);
            int all = consumer.partitionsFor(generation.topics().examples()).size();
            watch = new LiveWatch(generation, (double) own.size() / all, parts.champions(), parts.clock());
            LOG.info(
                    "Watching {} of {} partitions of {}",
                    own.size(),
                    all,
                    generation.topics().examples());
        }
    }

    private void end() {
        status = Optional.empty();
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    /** Students dead-letter what cannot be read; here nothing is missed by it. */
    private List<WatchedExample> chosen(ConsumerRecords<byte[], byte[]> records) {
        var signature = generation.spec().signature();
        var chosen = new ArrayList<WatchedExample>();
        for (var record : records) {
            if (record.key() != null
                    && share.includes(record.key())
                    && RecordCodec.decodeExample(record.value(), signature)
                            instanceof Decoded.Accepted<DistillationExample> read) {
                chosen.add(at(record, read.message()));
            }
        }
        return chosen;
    }

    private static WatchedExample at(ConsumerRecord<byte[], byte[]> record, DistillationExample example) {
        return new WatchedExample(
                example, record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()));
    }

    private void look(LiveWatch watching, List<WatchedExample> examples, WatchMeters meters)
            throws InterruptedException {
        for (int from = 0; from < examples.size() && !stopping; from += BATCH) {
            var batch = examples.subList(from, Math.min(from + BATCH, examples.size()));
            long start = System.nanoTime();
            var events = watching.look(batch);
            meters.looked(batch.size(), Duration.ofNanos(System.nanoTime() - start));
            for (var event : events) {
                tell(event);
                meters.found(event);
            }
        }
    }

    private void tell(RunEvent event) throws InterruptedException {
        parts.publisher().publish(event);
        LOG.warn("{}", event);
    }

    /** It holds nothing once its last member has left; earlier ones leave it to the others. */
    private void removeGroup(String group) {
        var options = new DeleteConsumerGroupsOptions().timeoutMs(LONGEST_FAREWELL_MILLIS);
        try (var admin = parts.connection().admin()) {
            KafkaAnswers.await(
                    admin.deleteConsumerGroups(List.of(group), options).all());
        } catch (ApiException stillNeededOrGone) {
            LOG.debug("Consumer group {} stays: {}", group, stillNeededOrGone.getMessage());
        } catch (KafkaException unreachable) {
            LOG.info("Consumer group {} is left to the broker: {}", group, unreachable.getMessage());
        }
    }

    private final class Reassignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            reassigned |= !partitions.isEmpty();
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            reassigned |= !partitions.isEmpty();
        }
    }
}
