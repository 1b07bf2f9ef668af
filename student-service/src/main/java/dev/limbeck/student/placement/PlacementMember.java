package dev.limbeck.student.placement;

import dev.limbeck.contract.time.Ticker;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.reading.ReadingThread;
import dev.limbeck.kafka.topic.TopicProvisioning;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This replica's membership in the group that shares all students, kept by a thread of its own. It is a member for the
 * partitions alone: what stands in them it does not read, and it has no progress to tell of.
 */
public final class PlacementMember implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PlacementMember.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final KafkaConnection connection;
    private final Owner owner;
    private final ReadingThread thread = new ReadingThread("placement", this::takePart, Ticker.SYSTEM);
    private volatile Placement placement = Placement.NOTHING;
    private volatile boolean placed;

    /** Told of every change, by one thread. */
    public interface Owner {
        /** Students may belong here now that did not before. Is not to wait. */
        void gained();

        /** Students no longer belong here; another replica has them when this returns, so it waits until they have stopped. */
        void released();
    }

    public PlacementMember(KafkaConnection connection, Owner owner) {
        this.connection = connection;
        this.owner = owner;
    }

    public void start() {
        thread.start();
    }

    public Placement placement() {
        return placement;
    }

    /** Whether the group has given this replica its share, be it nothing. */
    public boolean isPlaced() {
        return placed;
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    private void takePart(BooleanSupplier goesOn) {
        try {
            TopicProvisioning.provideShared(connection);
            beMember(goesOn);
        } catch (KafkaException failed) {
            lose();
            throw failed;
        }
    }

    private void beMember(BooleanSupplier goesOn) {
        var consumer = connection.groupConsumer("placement", RunTopics.STUDENT_PLACEMENT, OffsetReset.LATEST, 1);
        try {
            consumer.subscribe(List.of(RunTopics.RUN_STATE), new Rebalance(consumer));
            while (goesOn.getAsBoolean()) {
                consumer.poll(POLL);
            }
        } finally {
            consumer.close(CloseOptions.timeout(LONGEST_CLOSE));
        }
    }

    private void lose() {
        placed = false;
        placement = Placement.NOTHING;
        owner.released();
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        var numbers = new HashSet<Integer>();
        partitions.forEach(partition -> numbers.add(partition.partition()));
        return numbers;
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;

        Rebalance(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> gained) {
            consumer.pause(consumer.assignment());
            placement = new Placement(numbers(consumer.assignment()));
            placed = true;
            log.info("Students of partitions {} are placed here", placement.partitions());
            owner.gained();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            var left = new HashSet<>(placement.partitions());
            left.removeAll(numbers(revoked));
            placement = new Placement(left);
            owner.released();
        }

        /** Somebody else has them already, and their transactional ids fence this replica's students. */
        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            lose();
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
