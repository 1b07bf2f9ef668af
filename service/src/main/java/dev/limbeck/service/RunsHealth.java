package dev.limbeck.service;

import dev.limbeck.service.Reconciler.Standing;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether a service can do for runs what it is there for. What becomes of a single run is for that run to say. */
public final class RunsHealth {
    private RunsHealth() {}

    /**
     * Ready: it is known what is to be worked on. Work that has failed is named, for whoever looks.
     *
     * @param name of the check
     * @param fact the word for knowing it
     * @param failed work that rests because it failed, or is given up
     */
    public static HealthCheck ready(
            String name, String fact, BooleanSupplier known, Supplier<? extends List<? extends Standing<?>>> failed) {
        return () -> {
            var resting = failed.get();
            boolean isKnown = known.getAsBoolean();
            var check = HealthCheckResponse.named(name).status(isKnown).withData(fact, isKnown);
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
