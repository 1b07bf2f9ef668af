package dev.limbeck.service;

import dev.limbeck.service.Reconciler.Standing;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether a service does for its runs what it is there for. */
public final class RunsHealth {
    private RunsHealth() {}

    /**
     * Ready: it is known what is to be worked on, and no work on it has failed.
     *
     * @param name of the check
     * @param fact the word for knowing it
     * @param failed work that rests because it failed
     */
    public static HealthCheck atWork(
            String name, String fact, BooleanSupplier known, Supplier<? extends List<? extends Standing<?>>> failed) {
        return () -> {
            var resting = failed.get();
            boolean isKnown = known.getAsBoolean();
            var check = HealthCheckResponse.named(name)
                    .status(isKnown && resting.isEmpty())
                    .withData(fact, isKnown);
            resting.forEach(standing -> check.withData(
                    standing.assignment().label(), standing.failure().orElse("")));
            return check.build();
        };
    }

    /** Alive: what is asked of runs is heard and carried out. */
    public static HealthCheck following(BooleanSupplier isAlive) {
        return () -> HealthCheckResponse.named("runs are followed")
                .status(isAlive.getAsBoolean())
                .build();
    }
}
