package dev.limbeck.orchestrator.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.api.Problem;
import dev.limbeck.orchestrator.view.ViewNotReadyException;
import jakarta.ws.rs.core.HttpHeaders;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ProblemMappersTest {
    private final ProblemMappers mappers = new ProblemMappers();

    @Test
    void asksToComeAgainWhileTheViewsAreFilled() {
        // When
        var response = mappers.notReady(new ViewNotReadyException("the views are being filled"));
        // Then
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeaderString(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
        assertThat(response.getMediaType()).hasToString("application/problem+json");
        assertThat(response.getEntity()).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.detail())
                .isEqualTo("the views are being filled"));
    }

    @Test
    void asksToComeAgainWhileKafkaIsGone() {
        assertThat(mappers.withoutKafka(new TimeoutException("no answer")).getStatus())
                .isEqualTo(503);
    }

    @Test
    void saysNothingOfWhatFailedInside() {
        // When
        var response = mappers.failed(new IllegalStateException("secret"));
        // Then
        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getEntity()).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.detail())
                .doesNotContain("secret"));
    }
}
