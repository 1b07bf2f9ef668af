package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.evaluator.order.OrderBook;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.service.channel.ChannelSettings;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads orders into the book, which has them acknowledged when they are done. It goes on reading while an order is
 * carried out or waits, however long that takes; of what is not done another replica is given all, and no more than that.
 */
@Singleton
@Default
@Identifier(RunTopics.EVALUATORS) // the group whose shares it is told of
class OrderReader implements KafkaConsumerRebalanceListener {
    private static final String CHANNEL = "run-orders";
    private static final Logger LOG = LoggerFactory.getLogger(OrderReader.class);

    private final OrderBook book;
    private volatile boolean reading;

    OrderReader(OrderBook book) {
        this.book = book;
    }

    @Produces
    @Singleton
    @Identifier(CHANNEL)
    static Map<String, Object> settings(KafkaConnection connection) {
        return ChannelSettings.shared(connection, CHANNEL, RunTopics.RUN_ORDERS, RunTopics.EVALUATORS);
    }

    /** Whether the group has given this replica its share of the orders, be it none. */
    boolean isReading() {
        return reading;
    }

    @Incoming(CHANNEL)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    CompletionStage<Void> read(Message<byte[]> message) {
        var at = message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
        var order = orderIn(message.getPayload(), at);
        if (order.isEmpty()) {
            return message.ack();
        }
        book.read(at.getPartition(), at.getOffset(), order.get(), () -> acknowledge(message));
        return CompletableFuture.completedFuture(null);
    }

    private static void acknowledge(Message<byte[]> done) {
        done.ack().whenComplete((acknowledged, failure) -> {
            if (failure != null) {
                LOG.warn("An order that is done may be repeated", failure);
            }
        });
    }

    /** Provisioning is somebody else's; what cannot be read is nobody's. */
    private static Optional<RunOrder> orderIn(byte @Nullable [] value, IncomingKafkaRecordMetadata<?, ?> at) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(ContractJson.read(value, RunOrder.class))
                    .filter(order -> !(order instanceof RunOrder.Provision));
        } catch (UncheckedIOException | IllegalArgumentException unreadable) {
            LOG.error(
                    "Offset {} of {}-{} is no order: {}",
                    at.getOffset(),
                    at.getTopic(),
                    at.getPartition(),
                    unreadable.getMessage());
            return Optional.empty();
        }
    }

    /** What was known of them is out of date: they are read again from where the group is. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> gained) {
        book.lost(numbers(gained));
        reading = true;
        LOG.info("This replica carries out the orders of {}", consumer.assignment());
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
        book.lost(numbers(revoked));
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toList();
    }
}
