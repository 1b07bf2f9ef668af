package dev.limbeck.orchestrator.streams;

import dev.limbeck.contract.lifecycle.PendingOrder;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The orders of all runs by when they are due, so that looking for what is does not read every state. */
final class DueOrders {
    private final Map<String, List<PendingOrder>> waiting = new HashMap<>();

    void watch(RunState state) {
        if (state.orders().isEmpty()) {
            waiting.remove(state.run());
        } else {
            waiting.put(state.run(), new ArrayList<>(state.orders()));
        }
    }

    /** Each is told once: then it is on its way, and stands in no state that is watched again. */
    List<RunEvent.TimerFired> due(Instant now) {
        var fired = new ArrayList<RunEvent.TimerFired>();
        for (var orders : waiting.values()) {
            orders.removeIf(pending -> {
                boolean due = !pending.due().isAfter(now);
                if (due) {
                    var order = pending.order();
                    fired.add(new RunEvent.TimerFired(order.run(), order.orderId(), order.attempt(), now));
                }
                return due;
            });
        }
        return fired;
    }
}
