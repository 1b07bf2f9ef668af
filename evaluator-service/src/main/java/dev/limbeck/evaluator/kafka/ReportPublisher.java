package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes reports, and does not rest before the broker has them: a checkpoint is acknowledged only after that. */
@Singleton
class ReportPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(ReportPublisher.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final MutinyEmitter<Record<String, byte[]>> evaluations;

    ReportPublisher(@Channel("evaluations") MutinyEmitter<Record<String, byte[]>> evaluations) {
        this.evaluations = evaluations;
    }

    void publish(EvaluationReport report) {
        var record = Record.of(report.run(), ContractJson.write(report));
        evaluations
                .send(record)
                .onFailure()
                .invoke(failure -> LOG.warn("The report is not published yet: {}", failure.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .await()
                .indefinitely();
    }
}
