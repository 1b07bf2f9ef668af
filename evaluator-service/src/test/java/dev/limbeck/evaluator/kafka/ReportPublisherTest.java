package dev.limbeck.evaluator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.EvaluationReport.HeldOutSummary;
import dev.limbeck.contract.event.PromotionDecision.Hold;
import dev.limbeck.contract.event.Score;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ReportPublisherTest {
    private static final Score SCORE = new Score(
            "small",
            Score.Arm.DISTILLED,
            "step-200",
            200,
            OptionalDouble.of(0.9),
            OptionalDouble.of(0.1),
            OptionalDouble.of(0.1),
            0.9,
            List.of(),
            1,
            1,
            1);
    private static final EvaluationReport REPORT = new EvaluationReport(
            "toy",
            "c",
            new HeldOutSummary("h", 1, 1),
            SCORE,
            Optional.empty(),
            SCORE,
            Optional.empty(),
            new Hold("No."),
            Instant.EPOCH);

    /** What the broker answers to one attempt after the other. */
    private final Queue<Uni<Void>> answers = new ArrayDeque<>();

    private int attempts;

    private ReportPublisher publisher() {
        return new ReportPublisher(emitter());
    }

    @SuppressWarnings("unchecked")
    private MutinyEmitter<Record<String, byte[]>> emitter() {
        return (MutinyEmitter<Record<String, byte[]>>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MutinyEmitter.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("send");
                    return Uni.createFrom().deferred(() -> {
                        attempts++;
                        return answers.remove();
                    });
                });
    }

    @Test
    void aReportThatIsTooLargeIsNotOfferedAgain() {
        // Given
        answers.add(Uni.createFrom().failure(new RecordTooLargeException("too large")));
        // Then
        assertThatThrownBy(() -> publisher().publish(REPORT)).isInstanceOf(RecordTooLargeException.class);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void aBrokerThatIsAwayForAWhileIsWaitedFor() {
        // Given
        answers.add(Uni.createFrom().failure(new TimeoutException("away")));
        answers.add(Uni.createFrom().voidItem());
        // When
        publisher().publish(REPORT);
        // Then
        assertThat(attempts).isEqualTo(2);
    }
}
