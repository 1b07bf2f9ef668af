package dev.limbeck.orchestrator.standstill;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whoever takes commands that nobody carries out is not ready. */
@Readiness
@Singleton
class LifecycleReadiness implements HealthCheck {
    private final LifecycleObstacle obstacle;

    LifecycleReadiness(LifecycleObstacle obstacle) {
        this.obstacle = obstacle;
    }

    @Override
    public HealthCheckResponse call() {
        var found = obstacle.now();
        var check = HealthCheckResponse.named("runs move").status(found.isEmpty());
        found.ifPresent(reason -> check.withData("reason", reason));
        return check.build();
    }
}
