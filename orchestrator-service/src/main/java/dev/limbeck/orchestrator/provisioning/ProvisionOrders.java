package dev.limbeck.orchestrator.provisioning;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.service.RunStates;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders to provision and answers them. An order counts as taken only when it is answered; one that cannot be
 * answered comes again by its deadline.
 */
public final class ProvisionOrders implements AutoCloseable {
    /** The consumer group of all orchestrator replicas. */
    public static final String GROUP = RunTopics.PREFIX + "provisioners";

    private static final Logger log = LoggerFactory.getLogger(ProvisionOrders.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);
    /** Between an order and the state that it belongs to. */
    private static final Duration STATE_COMES_LATER = Duration.ofSeconds(10);

    private static final int ORDERS_AT_ONCE = 10;

    private final KafkaConnection connection;
    private final RunStates states;
    private final Provisioner provisioner;
    private final Thread thread = new Thread(this::follow, "provision-orders");
    private final CountDownLatch stop = new CountDownLatch(1);

    public ProvisionOrders(KafkaConnection connection, RunStates states, Clock clock) {
        this.connection = connection;
        this.states = states;
        this.provisioner =
                new Provisioner(states::of, generation -> TopicProvisioning.provide(connection, generation), clock);
    }

    /** The topics that all runs share must exist. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try {
            while (!stopping(Duration.ZERO)) {
                try (var consumer =
                                connection.groupConsumer("provisioner", GROUP, OffsetReset.EARLIEST, ORDERS_AT_ONCE);
                        var producer = connection.producer("provisioner")) {
                    consumer.subscribe(List.of(RunTopics.RUN_ORDERS));
                    takeOrders(consumer, producer);
                } catch (KafkaException | ExecutionException failed) {
                    log.warn("Orders cannot be taken, trying again: {}", failed.toString());
                    stopping(PAUSE);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeOrders(KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer)
            throws InterruptedException, ExecutionException {
        while (!stopping(Duration.ZERO)) {
            var records = consumer.poll(POLL);
            for (var record : records) {
                var order = provision(record.value());
                if (order.isPresent()) {
                    carryOut(order.get(), producer);
                }
            }
            if (!records.isEmpty() && !stopping(Duration.ZERO)) {
                consumer.commitSync();
            }
        }
    }

    private void carryOut(RunOrder.Provision order, KafkaProducer<byte[], byte[]> producer)
            throws InterruptedException, ExecutionException {
        long patience = System.nanoTime() + STATE_COMES_LATER.toNanos();
        while (!(states.isCaughtUp() && provisioner.isKnown(order)) && System.nanoTime() < patience) {
            if (stopping(Duration.ofMillis(20))) {
                return;
            }
        }
        Optional<RunEvent> answer = provisioner.carryOut(order);
        if (answer.isPresent()) {
            producer.send(new ProducerRecord<>(
                            RunTopics.RUN_EVENTS,
                            order.run().getBytes(StandardCharsets.UTF_8),
                            ContractJson.write(answer.get())))
                    .get();
        }
    }

    private static Optional<RunOrder.Provision> provision(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return ContractJson.read(value, RunOrder.class) instanceof RunOrder.Provision order
                    ? Optional.of(order)
                    : Optional.empty();
        } catch (UncheckedIOException unreadable) {
            log.error("A record of {} is no order: {}", RunTopics.RUN_ORDERS, unreadable.getMessage());
            return Optional.empty();
        }
    }

    private boolean stopping(Duration within) throws InterruptedException {
        return stop.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
