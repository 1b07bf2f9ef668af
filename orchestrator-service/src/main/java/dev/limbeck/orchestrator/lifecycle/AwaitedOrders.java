package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.PendingOrder;
import dev.limbeck.contract.lifecycle.RunOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The orders that a run waits for, while one input is worked in, and those that it gives by it. */
final class AwaitedOrders {
    private final Instant now;
    private final List<PendingOrder> pending;
    private final List<RunOrder> given = new ArrayList<>();

    AwaitedOrders(List<PendingOrder> before, Instant now) {
        this.pending = new ArrayList<>(before);
        this.now = now;
    }

    void give(RunOrder order) {
        pending.add(new PendingOrder(order, Deadlines.of(order, now)));
        given.add(order);
    }

    /** The order that is waited on, at this very attempt. */
    Optional<RunOrder> pending(String orderId, int attempt) {
        return pending.stream()
                .map(PendingOrder::order)
                .filter(order -> order.orderId().equals(orderId) && order.attempt() == attempt)
                .findFirst();
    }

    boolean awaits(Predicate<RunOrder> which) {
        return pending.stream().map(PendingOrder::order).anyMatch(which);
    }

    void noLongerAwait(Predicate<RunOrder> which) {
        pending.removeIf(waiting -> which.test(waiting.order()));
    }

    void postpone(RunOrder order) {
        pending.replaceAll(
                waiting -> waiting.order().equals(order) ? new PendingOrder(order, Deadlines.of(order, now)) : waiting);
    }

    List<PendingOrder> pending() {
        return pending;
    }

    List<RunOrder> given() {
        return given;
    }
}
