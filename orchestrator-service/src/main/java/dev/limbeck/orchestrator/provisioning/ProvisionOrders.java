package dev.limbeck.orchestrator.provisioning;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.service.RunStates;
import dev.limbeck.service.channel.ChannelSettings;
import dev.limbeck.service.channel.RunEvents;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders to provision and answers them. An order counts as taken when it is answered; one whose answer the broker
 * does not take comes again by its deadline.
 */
@Singleton
public class ProvisionOrders {
    /** The consumer group of all orchestrator replicas. */
    public static final String GROUP = RunTopics.PREFIX + "provisioners";

    private static final String CHANNEL = "provision-orders";
    private static final Logger log = LoggerFactory.getLogger(ProvisionOrders.class);
    /** Between an order and the state that it belongs to. */
    private static final Duration STATE_COMES_LATER = Duration.ofSeconds(10);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final RunStates states;
    private final Provisioner provisioner;
    private final RunEvents events;
    private final Ticker ticker;

    public ProvisionOrders(KafkaConnection connection, RunStates states, RunEvents events, Clock clock, Ticker ticker) {
        this.states = states;
        this.provisioner =
                new Provisioner(states::of, generation -> TopicProvisioning.provide(connection, generation), clock);
        this.events = events;
        this.ticker = ticker;
    }

    @Produces
    @Singleton
    @Identifier(CHANNEL)
    static Map<String, Object> settings(KafkaConnection connection) {
        return ChannelSettings.shared(connection, CHANNEL, RunTopics.RUN_ORDERS, GROUP);
    }

    /** Returns when the order is answered, if it has to be. */
    @Incoming(CHANNEL)
    @Blocking
    public void take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        var order = provision(record.value());
        if (order.isPresent()) {
            carryOut(order.get());
        }
    }

    private void carryOut(RunOrder.Provision order) throws InterruptedException {
        var patience = ticker.reading().plus(STATE_COMES_LATER);
        while (!(states.isCaughtUp() && provisioner.isKnown(order)) && !ticker.hasPassed(patience)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
        var answer = provisioner.carryOut(order);
        if (answer.isPresent()) {
            events.tell(answer.get());
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
}
