package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How long an order may take before it is given again, and how often; and all that time decides in a run. */
public final class Deadlines {
    static final int ATTEMPTS = 5;
    private static final Duration MOVE_CHAMPION = Duration.ofMinutes(2);
    private static final Kinds<RunOrder, Duration> LONGEST = Kinds.<RunOrder, Duration>of(RunOrder.class)
            .when(RunOrder.Provision.class, order -> Duration.ofSeconds(60))
            .when(RunOrder.Evaluate.class, order -> Duration.ofMinutes(10))
            .when(RunOrder.Promote.class, order -> MOVE_CHAMPION)
            .when(RunOrder.PointChampion.class, order -> MOVE_CHAMPION)
            .all();

    private Deadlines() {}

    /**
     * When a run has to be told that time has passed.
     *
     * @param orderId of the order that is then given again, or of what else is over
     * @param longest how long it may be from any moment, where the clock may have been set back since; a person's word is
     *     a time of the clock
     */
    public record Deadline(String orderId, int attempt, Instant due, Optional<Duration> longest) {
        /** The same, no further from now than it may be. */
        public Deadline seen(Instant now) {
            return longest.map(now::plus)
                    .filter(due::isAfter)
                    .map(latest -> new Deadline(orderId, attempt, latest, longest))
                    .orElse(this);
        }
    }

    public static List<Deadline> in(RunState state) {
        return Stream.concat(
                        state.orders().stream()
                                .map(pending -> new Deadline(
                                        pending.order().orderId(),
                                        pending.order().attempt(),
                                        pending.due(),
                                        Optional.of(longest(pending.order())))),
                        state.pin().stream().flatMap(pin -> pin.until().stream()
                                .map(end -> new Deadline(OrderIds.pin(state.run(), pin), 1, end, Optional.empty()))))
                .toList();
    }

    /** When one that was given then is given again. */
    static Instant of(RunOrder order, Instant given) {
        return given.plus(longest(order));
    }

    private static Duration longest(RunOrder order) {
        return LONGEST.of(order);
    }
}
