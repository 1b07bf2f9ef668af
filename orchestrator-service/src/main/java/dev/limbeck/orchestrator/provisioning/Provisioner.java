package dev.limbeck.orchestrator.provisioning;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunState;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a generation's topics, and says what came of it. */
final class Provisioner {
    private static final Logger log = LoggerFactory.getLogger(Provisioner.class);

    private final Function<String, Optional<RunState>> states;
    private final Consumer<Generation> topics;
    private final Clock clock;

    /** @param topics makes those of a generation, or throws the broker's exception */
    Provisioner(Function<String, Optional<RunState>> states, Consumer<Generation> topics, Clock clock) {
        this.states = states;
        this.topics = topics;
        this.clock = clock;
    }

    /** Whether the order's generation is in the state yet: the two come by different ways. */
    boolean isKnown(RunOrder.Provision order) {
        return states.apply(order.run())
                .filter(state -> state.generations().stream().anyMatch(one -> one.number() >= order.generation()))
                .isPresent();
    }

    /** Nothing where it is of no use any more, or where it may succeed at the next attempt. */
    Optional<RunEvent> carryOut(RunOrder.Provision order) {
        var wanted = states.apply(order.run())
                .filter(state -> state.currentGeneration().number() == order.generation()
                        && !state.phase().isFinal());
        if (wanted.isEmpty()) {
            log.info("Order {} is of no use any more", order.orderId());
            return Optional.empty();
        }
        try {
            topics.accept(wanted.get().generation());
            return Optional.of(
                    new RunEvent.Provisioned(order.run(), order.orderId(), order.attempt(), clock.instant()));
        } catch (RetriableException notNow) {
            log.warn("Order {} is not carried out at attempt {}", order.orderId(), order.attempt(), notNow);
            return Optional.empty();
        } catch (KafkaException refused) {
            return Optional.of(new RunEvent.OrderRefused(
                    order.run(),
                    order.orderId(),
                    order.attempt(),
                    "the broker refuses: " + refused.getMessage(),
                    clock.instant()));
        }
    }
}
