package dev.limbeck.evaluator.order;

import dev.limbeck.contract.lifecycle.PendingOrder;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunState;
import java.util.Optional;

/**
 * Whether an order still counts, by its run's state. An order that is repeated after it was answered must not be
 * carried out: it could move the champion link back.
 */
public enum OrderState {
    /** The run waits for its answer. */
    AWAITED,
    /** The run waits for the answer to a later attempt. */
    OUTDATED,
    /** Either the order is answered, or its run's state is not read as far as that yet. */
    UNKNOWN;

    /** @param state as far as it is read */
    public static OrderState of(RunOrder order, Optional<RunState> state) {
        return state.stream()
                .flatMap(run -> run.orders().stream())
                .map(PendingOrder::order)
                .filter(pending -> pending.orderId().equals(order.orderId()))
                .findFirst()
                .map(pending -> comparedWith(pending.attempt(), order.attempt()))
                .orElse(UNKNOWN);
    }

    private static OrderState comparedWith(int pending, int attempt) {
        if (pending == attempt) {
            return AWAITED;
        }
        return attempt < pending ? OUTDATED : UNKNOWN;
    }
}
