package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.RunOrder;
import java.time.Duration;
import java.time.Instant;

/** How long an order may take before it is given again, and how often. */
final class Deadlines {
    static final int ATTEMPTS = 5;
    private static final Duration PROVISION = Duration.ofSeconds(60);
    private static final Duration EVALUATE = Duration.ofMinutes(10);
    private static final Duration MOVE_CHAMPION = Duration.ofMinutes(2);

    private Deadlines() {}

    static Instant of(RunOrder order, Instant given) {
        if (order instanceof RunOrder.Provision) {
            return given.plus(PROVISION);
        }
        return given.plus(order instanceof RunOrder.Evaluate ? EVALUATE : MOVE_CHAMPION);
    }
}
