package dev.limbeck.work;

import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.ServiceStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.status.TeacherStatus;
import dev.limbeck.work.Reconciler.Standing;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether a service can do for runs what it is there for. What becomes of a single run is for that run to say. */
public final class RunsHealth {
    private RunsHealth() {}

    /**
     * Ready: it is known what is to be worked on. Work that has failed, or waits for an operator, is named with the reason,
     * for whoever looks.
     *
     * @param name of the check
     * @param fact the word for knowing it
     * @param failed work that rests because it failed, or is given up
     */
    public static HealthCheck ready(
            String name,
            String fact,
            BooleanSupplier known,
            Supplier<ServiceStatus> status,
            Supplier<? extends List<? extends Standing<?>>> failed) {
        return () -> {
            var resting = failed.get();
            boolean isKnown = known.getAsBoolean();
            var check = HealthCheckResponse.named(name).status(isKnown).withData(fact, isKnown);
            status.get().parts().forEach(part -> pausedBecause(part)
                    .ifPresent(reason ->
                            check.withData("%s.g%d.%s".formatted(part.run(), part.generation(), part.part()), reason)));
            resting.forEach(standing -> check.withData(
                    standing.assignment().label(), standing.failure().orElse("")));
            return check.build();
        };
    }

    private static Optional<String> pausedBecause(PartStatus part) {
        return part.teacher().flatMap(TeacherStatus::pausedBecause).or(() -> part.student()
                .flatMap(StudentStatus::pausedBecause));
    }

    /** Alive: what is asked of runs is heard and carried out. */
    public static HealthCheck following(BooleanSupplier isAlive) {
        return () -> HealthCheckResponse.named("runs are followed")
                .status(isAlive.getAsBoolean())
                .build();
    }
}
