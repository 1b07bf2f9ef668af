package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder.Evaluate;
import dev.limbeck.service.channel.ControlTopic;
import dev.limbeck.service.channel.RunEvents;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import org.apache.kafka.common.KafkaException;

/** Says what was measured and done. An order is done only once the broker has its answer. */
@Singleton
class AnswerPublisher {
    private final RunEvents events;
    private final ControlTopic reports;

    AnswerPublisher(RunEvents events, @Identifier(ReportChannel.NAME) ControlTopic reports) {
        this.events = events;
        this.reports = reports;
    }

    /** @throws KafkaException when the broker refuses the report, or stays away */
    void publish(Evaluate order, EvaluationReport report) throws InterruptedException {
        String champion = order.champion().map(Champion::checkpointDigest).orElse("none");
        reports.tell(order.run() + "/" + order.candidate().digest() + "/" + champion, report);
    }

    /** @throws KafkaException when the broker refuses the event, or stays away */
    void publish(RunEvent event) throws InterruptedException {
        events.tell(event);
    }
}
