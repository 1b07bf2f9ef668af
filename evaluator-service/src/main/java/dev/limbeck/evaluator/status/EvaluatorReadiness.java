package dev.limbeck.evaluator.status;

import dev.limbeck.evaluator.evaluation.HeldOut;
import dev.limbeck.evaluator.kafka.EvaluatorStart;
import dev.limbeck.evaluator.kafka.HeldOutReader;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when former reports are known and held-out examples come in. That announcements come in, the channel says. */
@Readiness
@Singleton
class EvaluatorReadiness implements HealthCheck {
    private final EvaluatorStart start;
    private final HeldOutReader reader;
    private final HeldOut heldOut;

    EvaluatorReadiness(EvaluatorStart start, HeldOutReader reader, HeldOut heldOut) {
        this.start = start;
        this.reader = reader;
        this.heldOut = heldOut;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("evaluator")
                .status(start.isCaughtUp() && reader.isHealthy())
                .withData("reportsRead", start.isCaughtUp())
                .withData("heldOutReaderAlive", reader.isHealthy())
                .withData("testPart", heldOut.testPart().inputs().size())
                .withData("heldOutExamples", heldOut.collector().size())
                .build();
    }
}
