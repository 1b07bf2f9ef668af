package dev.limbeck.evaluator.kafka;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the runs are known and orders come in. */
@Readiness
@Singleton
class EvaluatorReadiness implements HealthCheck {
    private final EvaluatorStart start;

    EvaluatorReadiness(EvaluatorStart start) {
        this.start = start;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("evaluator")
                .status(start.isCaughtUp() && start.isReadingOrders())
                .withData("runsRead", start.isCaughtUp())
                .withData("readsOrders", start.isReadingOrders())
                .withData("unfinishedOrders", start.unfinishedOrders())
                .build();
    }
}
