package dev.limbeck.evaluator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunEvent.OrderRefused;
import dev.limbeck.evaluator.Orders;
import dev.limbeck.service.channel.ControlTopic;
import dev.limbeck.service.channel.RunEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class AnswerPublisherTest {
    private static final CheckpointAnnounced CANDIDATE = new CheckpointAnnounced(
            "toy", 1, "small", "step-200", 200, "c", "", "", OptionalDouble.empty(), Instant.EPOCH);
    private static final TeacherPublished TEACHER =
            new TeacherPublished("toy", "v1", "t", "", OptionalDouble.empty(), 1, Instant.EPOCH);

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Sent(String key, byte[] document) {}

    private final List<Sent> events = new ArrayList<>();
    private final List<Sent> reports = new ArrayList<>();
    private final AnswerPublisher publisher = new AnswerPublisher(new RunEvents(into(events)), into(reports));

    private static ControlTopic into(List<Sent> topic) {
        return (key, document) -> {
            topic.add(new Sent(new String(key, StandardCharsets.UTF_8), document));
            return CompletableFuture.completedFuture(null);
        };
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
        assertThat(reports).extracting(Sent::key).containsExactly("toy/c/none", "toy/c/c");
        assertThat(ContractJson.read(reports.get(0).document(), EvaluationReport.class))
                .isEqualTo(report);
    }

    @Test
    void anEventSaysOfWhichKindItIs() throws InterruptedException {
        // Given
        var event = new OrderRefused("toy", "o", 2, "Not there.", Instant.EPOCH);
        // When
        publisher.publish(event);
        // Then
        assertThat(events).singleElement().satisfies(sent -> {
            assertThat(sent.key()).isEqualTo("toy");
            assertThat(new String(sent.document(), StandardCharsets.UTF_8)).contains("\"kind\":\"order-refused\"");
            assertThat(ContractJson.read(sent.document(), RunEvent.class)).isEqualTo(event);
        });
    }

    @Test
    void whatTheBrokerRefusesIsNotAnswered() {
        // Given
        ControlTopic refusing =
                (key, document) -> CompletableFuture.failedFuture(new RecordTooLargeException("too large"));
        var unheard = new AnswerPublisher(new RunEvents(refusing), refusing);
        // Then
        assertThatThrownBy(() -> unheard.publish(new OrderRefused("toy", "o", 2, "Not there.", Instant.EPOCH)))
                .isInstanceOf(KafkaException.class);
    }
}
