package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.common.errors.RetriableException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes reports; a checkpoint is acknowledged only once the broker has its report. A broker that is away is waited
 * for, but not for ever, and what it will never take is not offered again: both are failures of the evaluator.
 */
@Singleton
class ReportPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(ReportPublisher.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** Of a client that itself tries for two minutes each time: about a quarter of an hour without a broker. */
    private static final int MOST_RETRIES = 6;

    private final MutinyEmitter<Record<String, byte[]>> evaluations;

    ReportPublisher(@Channel("evaluations") MutinyEmitter<Record<String, byte[]>> evaluations) {
        this.evaluations = evaluations;
    }

    /** @throws RuntimeException when the report is refused, or the broker stays away */
    void publish(EvaluationReport report) {
        var record = Record.of(report.run(), ContractJson.write(report));
        evaluations
                .send(record)
                .onFailure()
                .invoke(failure -> LOG.warn("The report is not published yet: {}", failure.getMessage()))
                .onFailure(ReportPublisher::mayPass)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(MOST_RETRIES)
                .await()
                .indefinitely();
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof RetriableException || (failure.getCause() instanceof RetriableException);
    }
}
