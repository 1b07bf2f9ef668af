package dev.limbeck.orchestrator.api;

import static dev.limbeck.orchestrator.Runs.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.orchestrator.Parts;
import dev.limbeck.orchestrator.Runs;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventsIT extends ApiTestBase {
    @Test
    void tellsFirstHowARunStandsAndThenEveryChange() throws Exception {
        // Given
        feed.say(Runs.line("watched", 3));
        feed.say(Runs.report("watched", "before", NOON));
        stands(Runs.state("watched-too", 1, RunPhase.PENDING));
        stands(Runs.state("watched", 1, RunPhase.PENDING));
        try (var client = EventClient.listening(api().resolve("runs/watched/events"))) {
            assertThat(client.status()).isEqualTo(200);
            await().atMost(LONG).untilAsserted(() -> assertThat(client.events()).hasSizeGreaterThanOrEqualTo(3));
            var first = client.events();
            // When
            feed.say(Runs.state("watched-too", 2, RunPhase.DISTILLING));
            feed.say(Runs.state("watched", 2, RunPhase.DISTILLING));
            feed.say(Runs.line("watched", 4));
            feed.say(Runs.report("watched", "after", NOON));
            feed.say(Parts.teacher("watched", "t-1", Instant.now(), 5, 1));
            // Then
            assertThat(client.contentType()).startsWith("text/event-stream");
            assertThat(first).extracting(EventClient.Event::name).containsOnly("run", "history", "evaluation");
            assertThat(first.get(0).data()).contains("\"revision\":1");
            await().atMost(LONG).untilAsserted(() -> assertThat(client.events())
                    .extracting(EventClient.Event::name)
                    .contains("part")
                    .filteredOn(name -> !name.equals("part"))
                    .containsExactlyInAnyOrder(
                            "run", "history", "evaluation", "run", "history", "evaluation", "sample"));
            assertThat(client.events())
                    .extracting(EventClient.Event::data)
                    .anyMatch(data -> data.contains("\"revision\":2"))
                    .noneMatch(data -> data.contains("watched-too"));
        }
    }

    @Test
    void tellsOfAllRunsAlsoOfThoseThatAreNew() throws Exception {
        // Given
        stands(Runs.state("old-one", 1, RunPhase.PENDING));
        try (var client = EventClient.listening(api().resolve("events"))) {
            await().atMost(LONG).untilAsserted(() -> assertThat(client.events())
                    .anyMatch(event -> event.data().contains("\"old-one\"")));
            // When
            feed.say(Runs.state("new-one", 1, RunPhase.PENDING));
            // Then
            await().atMost(LONG).untilAsserted(() -> assertThat(client.events())
                    .anyMatch(
                            event -> event.name().equals("run") && event.data().contains("\"new-one\"")));
        }
    }

    private static URI api() {
        return URI.create("http://localhost:" + RestAssured.port + "/api/v1/");
    }
}
