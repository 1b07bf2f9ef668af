package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.evaluator.evaluation.CheckpointEvaluation;
import dev.limbeck.evaluator.evaluation.Outcome.Evaluated;
import dev.limbeck.evaluator.evaluation.Outcome.Skipped;
import dev.limbeck.evaluator.evaluation.SkipReason;
import dev.limbeck.evaluator.status.EvaluatorMeters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announcements in, reports out, one at a time and in order. An announcement is acknowledged only once its report is
 * published, so a crash may repeat an evaluation but never loses one; repeated ones are recognised by their digest.
 *
 * <p>Of several replicas one is at work: the topic has one partition, so the group gives it to one of them, and the
 * others wait for its end. That is what lets one thread decide who is champion, and move the link to it, without a
 * lock. Do not give the topic more partitions.
 */
@ApplicationScoped
class CheckpointStream {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointStream.class);

    private final String run;
    private final EvaluationThread thread;
    private final EvaluationLog log;
    private final CheckpointEvaluation evaluation;
    private final ReportPublisher publisher;
    private final EvaluatorMeters meters;

    CheckpointStream(
            DistillationRun run,
            EvaluationThread thread,
            EvaluationLog log,
            CheckpointEvaluation evaluation,
            ReportPublisher publisher,
            EvaluatorMeters meters) {
        this.run = run.name();
        this.thread = thread;
        this.log = log;
        this.evaluation = evaluation;
        this.publisher = publisher;
        this.meters = meters;
    }

    @Incoming("checkpoints")
    Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        return thread.run(() -> receiveInOrder(record));
    }

    private void receiveInOrder(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        var announced = Documents.read(record.value(), CheckpointAnnounced.class);
        if (announced.isEmpty()) {
            if (record.value() != null) { // a tombstone is no announcement
                skip(
                        "",
                        new Skipped(
                                SkipReason.MALFORMED,
                                "offset %d of %s is no announcement of a checkpoint"
                                        .formatted(record.offset(), record.topic())));
            }
        } else if (announced.get().run().equals(run)) {
            evaluate(announced.get());
        }
    }

    private void evaluate(CheckpointAnnounced announced) throws InterruptedException {
        log.catchUp();
        var outcome = evaluation.evaluate(announced);
        if (outcome instanceof Evaluated evaluated) {
            publisher.publish(evaluated.report());
            log.catchUp();
            meters.evaluated(evaluated);
            LOG.info("{}", evaluated.report().decision().reason());
        } else if (outcome instanceof Skipped skipped) {
            skip(announced.student(), skipped);
        }
    }

    private void skip(String student, Skipped skipped) {
        meters.skipped(student, skipped.reason());
        LOG.error("Checkpoint skipped, {}: {}", skipped.reason(), skipped.detail());
    }
}
