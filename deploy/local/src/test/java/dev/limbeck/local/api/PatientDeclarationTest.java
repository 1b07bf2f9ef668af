package dev.limbeck.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PatientDeclarationTest {
    private static final String DECLARE = "POST /api/v1/runs";
    private static final String TAKEN = "{\"run\":\"digits\",\"commandId\":\"c\"}";

    private final StubServer server = new StubServer();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksAgainWithTheSameCommandUntilItIsTaken() throws Exception {
        // Given
        server.answer(DECLARE, 503, "{\"detail\":\"the views are still being read\"}");
        var declaration = declaration(reason -> {
            told.add(reason);
            server.answer(DECLARE, 202, TAKEN);
        });
        // When
        var accepted = declaration.take(failure);
        // Then
        assertThat(accepted.run()).isEqualTo("digits");
        assertThat(told).singleElement().asString().contains("the views are still being read");
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().stream()
                        .map(StubServer.Request::idempotencyKey)
                        .distinct())
                .singleElement()
                .satisfies(key -> assertThat(key).isPresent());
    }

    @Test
    void aRefusalIsFinal() {
        // Given
        server.answer(DECLARE, 409, "{\"detail\":\"run digits is finished\"}");
        // When
        assertThatThrownBy(() -> declaration(told::add).take(failure))
                // Then
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("run digits is finished");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void endsWhenNobodyWillAnswerAnyMore() {
        // Given
        server.answer(DECLARE, 503, "{\"detail\":\"not ready\"}");
        failure.complete("orchestrator was started again 5 times");
        // When
        assertThatThrownBy(() -> declaration(told::add).take(failure))
                // Then
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("orchestrator was started again 5 times");
    }

    private PatientDeclaration declaration(Consumer<String> whenLate) {
        return new PatientDeclaration(new Orchestrator(server.uri()), JsonNodeFactory.instance.objectNode(), whenLate);
    }
}
