package dev.limbeck.orchestrator.streams;

import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.orchestrator.lifecycle.Deadlines;
import dev.limbeck.orchestrator.lifecycle.Deadlines.Deadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What waits in all runs for its time, so that looking for what is due does not read every state. */
final class DueOrders {
    private final Map<String, List<Deadline>> waiting = new HashMap<>();

    void watch(RunState state) {
        var deadlines = Deadlines.in(state);
        if (deadlines.isEmpty()) {
            waiting.remove(state.run());
        } else {
            waiting.put(state.run(), new ArrayList<>(deadlines));
        }
    }

    /**
     * Those that are due, at the latest so long from now as an order may take: the clock may have been set back since they
     * were given. Each is told once: then it is on its way, and stands in no state that is watched again.
     */
    List<RunEvent.TimerFired> due(Instant now) {
        var fired = new ArrayList<RunEvent.TimerFired>();
        waiting.forEach((run, deadlines) -> {
            deadlines.replaceAll(deadline -> deadline.seen(now));
            deadlines.removeIf(deadline -> {
                boolean due = !deadline.due().isAfter(now);
                if (due) {
                    fired.add(new RunEvent.TimerFired(run, deadline.orderId(), deadline.attempt(), now));
                }
                return due;
            });
        });
        return fired;
    }
}
