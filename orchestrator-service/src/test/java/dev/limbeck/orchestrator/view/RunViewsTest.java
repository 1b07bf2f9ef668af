package dev.limbeck.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.orchestrator.StateIn;
import java.nio.file.Path;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class RunViewsTest {
    private final ViewStreams notStarted = new ViewStreams(
            new KafkaConnection("localhost:1", "test"), new Changes(10), new StateIn(Path.of("unused")));

    @Test
    void answersNothingBeforeTheViewsAreFilled() {
        // Given
        var views = new RunViews(notStarted);
        // Then
        assertThatThrownBy(views::runs).isInstanceOf(ViewNotReadyException.class);
        assertThatThrownBy(() -> views.run("digits")).isInstanceOf(ViewNotReadyException.class);
        assertThatThrownBy(() -> views.history("digits", 0, 10)).isInstanceOf(ViewNotReadyException.class);
        assertThatThrownBy(() -> views.evaluations("digits", 10)).isInstanceOf(ViewNotReadyException.class);
        assertThat(new ViewReadiness(notStarted).call().getStatus()).isEqualTo(Status.DOWN);
    }
}
