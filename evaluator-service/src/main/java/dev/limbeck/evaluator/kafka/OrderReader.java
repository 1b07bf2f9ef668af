package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.evaluator.order.OrderBook;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads orders into the book, and tells the group what of them is done. It goes on reading while an order is carried
 * out or waits, however long that takes: to the group this replica is alive, and its partitions stay where they are.
 */
final class OrderReader {
    private static final Logger LOG = LoggerFactory.getLogger(OrderReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 100;

    private final KafkaConnection connection;
    private final OrderBook book;
    private final Breakdown breakdown;
    private final Thread thread = new Thread(this::run, "order-reader");
    private Map<Integer, Long> committed = Map.of();
    private volatile boolean reading;
    /** Asked between polls; an interrupt would make the consumer fail to close. */
    private volatile boolean stopping;

    OrderReader(KafkaConnection connection, OrderBook book, Breakdown breakdown) {
        this.connection = connection;
        this.book = book;
        this.breakdown = breakdown;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    boolean isReading() {
        return reading;
    }

    // Errors, too: a replica that reads no orders is of no use, however its reader died.
    private void run() {
        try {
            while (!stopping) {
                readWhileKafkaLets();
            }
        } catch (InterruptedException stopped) {
            LOG.debug("The reader of orders is interrupted");
        } catch (Throwable failure) {
            breakdown.endAfter(failure);
        } finally {
            reading = false;
        }
    }

    private void readWhileKafkaLets() throws InterruptedException {
        try (var consumer =
                connection.groupConsumer("orders", RunTopics.EVALUATORS, OffsetReset.EARLIEST, MOST_AT_ONCE)) {
            consumer.subscribe(List.of(RunTopics.RUN_ORDERS), new Handover(consumer));
            while (!stopping) {
                for (var record : consumer.poll(POLL)) {
                    book.read(record.partition(), record.offset(), orderIn(record));
                }
                reading = true;
                commit(consumer);
            }
        } catch (KafkaException failed) {
            reading = false;
            LOG.warn("Cannot read {}, trying again: {}", RunTopics.RUN_ORDERS, failed.getMessage());
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** Provisioning is somebody else's; what cannot be read is nobody's. */
    private static Optional<RunOrder> orderIn(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(ContractJson.read(record.value(), RunOrder.class))
                    .filter(order -> !(order instanceof RunOrder.Provision));
        } catch (UncheckedIOException | IllegalArgumentException unreadable) {
            LOG.error(
                    "Offset {} of {}-{} is no order: {}",
                    record.offset(),
                    record.topic(),
                    record.partition(),
                    unreadable.getMessage());
            return Optional.empty();
        }
    }

    private void commit(KafkaConsumer<byte[], byte[]> consumer) {
        var through = book.doneThrough();
        if (!through.equals(committed)) {
            consumer.commitAsync(offsets(through), (offsets, failure) -> {
                if (failure == null) {
                    committed = through;
                } else {
                    LOG.debug("Not committed yet", failure);
                }
            });
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<Integer, Long> through) {
        return through.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> new TopicPartition(RunTopics.RUN_ORDERS, entry.getKey()),
                        entry -> new OffsetAndMetadata(entry.getValue())));
    }

    void stop() throws InterruptedException {
        stopping = true;
        thread.join(LONGEST_STOP.toMillis());
    }

    /** Leaves to the next replica what is unfinished, and no more than that. */
    private final class Handover implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;

        Handover(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            LOG.info("This replica carries out the orders of {}", consumer.assignment());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            try {
                var through = book.doneThrough();
                through.keySet().retainAll(numbers(revoked));
                consumer.commitSync(offsets(through), POLL);
            } catch (KafkaException repeated) {
                LOG.warn("Some orders that are done may be repeated: {}", repeated.getMessage());
            }
            onPartitionsLost(revoked);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            book.lost(numbers(lost));
            committed = Map.of();
        }

        private List<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).toList();
        }
    }
}
