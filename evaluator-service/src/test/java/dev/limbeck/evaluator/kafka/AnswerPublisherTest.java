package dev.limbeck.evaluator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunEvent.OrderRefused;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.evaluator.Orders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class AnswerPublisherTest {
    private static final CheckpointAnnounced CANDIDATE = new CheckpointAnnounced(
            "toy", 1, "small", "step-200", 200, "c", "", "", OptionalDouble.empty(), Instant.EPOCH);
    private static final TeacherPublished TEACHER =
            new TeacherPublished("toy", "v1", "t", "", OptionalDouble.empty(), 1, Instant.EPOCH);

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final AnswerPublisher publisher = new AnswerPublisher(producer);

    private ProducerRecord<byte[], byte[]> sent() {
        return producer.history().get(0);
    }

    @Test
    void aReportIsKeyedByRunCandidateAndChampion() throws InterruptedException {
        // Given
        var champion = Orders.champion(CANDIDATE, Orders.score("small", "step-200"), "");
        var report = Orders.report(CANDIDATE, Orders.score("small", "step-200"));
        // When
        publisher.publish(Orders.evaluate(CANDIDATE, TEACHER, Optional.empty(), Optional.empty()), report);
        publisher.publish(Orders.evaluate(CANDIDATE, TEACHER, Optional.of(champion), Optional.empty()), report);
        // Then
        assertThat(producer.history())
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .containsExactly("toy/c/none", "toy/c/c");
        assertThat(sent().topic()).isEqualTo(RunTopics.EVALUATIONS);
        assertThat(ContractJson.read(sent().value(), EvaluationReport.class)).isEqualTo(report);
    }

    @Test
    void anEventSaysOfWhichKindItIs() throws InterruptedException {
        // Given
        var event = new OrderRefused("toy", "o", 2, "Not there.", Instant.EPOCH);
        // When
        publisher.publish(event);
        // Then
        assertThat(sent().topic()).isEqualTo(RunTopics.RUN_EVENTS);
        assertThat(new String(sent().key(), StandardCharsets.UTF_8)).isEqualTo("toy");
        assertThat(new String(sent().value(), StandardCharsets.UTF_8)).contains("\"kind\":\"order-refused\"");
        assertThat(ContractJson.read(sent().value(), RunEvent.class)).isEqualTo(event);
    }

    @Test
    void whatTheBrokerRefusesIsNotAnswered() {
        // Given
        producer.sendException = new RecordTooLargeException("too large");
        // Then
        assertThatThrownBy(() -> publisher.publish(new OrderRefused("toy", "o", 2, "Not there.", Instant.EPOCH)))
                .isInstanceOf(KafkaException.class);
    }
}
