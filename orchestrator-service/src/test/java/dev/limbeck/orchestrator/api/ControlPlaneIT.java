package dev.limbeck.orchestrator.api;

import static dev.limbeck.orchestrator.Runs.NOON;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.service.channel.RunEvents;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ControlPlaneIT extends ApiTestBase {
    private static final int A_CROWD = 20_000;

    @Inject
    RunEvents events;

    @TestHTTPResource(value = "/health/live", management = true)
    URL live;

    @TestHTTPResource(value = "/health/started", management = true)
    URL started;

    @TestHTTPResource(value = "/health/ready", management = true)
    URL ready;

    private static RunEvent event(int number) {
        return new RunEvent.Provisioned("crowded-" + number % 7, "order-" + number, 1, NOON);
    }

    @Test
    void channelsAreAskedWhetherARestartWouldHelpAndNotWhetherTheServiceIsAtWork() {
        assertThat(get(live).asString()).contains("run-events", "run-commands", "run-status", "provision-orders");
        assertThat(get(started).asString()).contains("run-events", "run-commands", "run-status", "provision-orders");
        assertThat(get(ready).asString()).doesNotContain("run-events", "run-status", "provision-orders");
    }

    /** However many come at once: an over-full channel would lose some, and end. */
    @Test
    void whatAChannelTakesIsOnItsTopicAndWhatItCannotTakeIsRefused() throws Exception {
        // When
        List<CompletionStage<Void>> sent = IntStream.range(0, A_CROWD)
                .parallel()
                .mapToObj(number -> events.send(event(number)))
                .toList();
        List<RunEvent> taken = IntStream.range(0, A_CROWD)
                .filter(number -> isTaken(sent.get(number)))
                .mapToObj(ControlPlaneIT::event)
                .toList();
        var afterwards = event(A_CROWD);
        events.tell(afterwards);
        // Then
        assertThat(taken).isNotEmpty().hasSizeLessThan(A_CROWD);
        assertThat(feed.events())
                .filteredOn(event -> event.run().startsWith("crowded-"))
                .contains(afterwards)
                .hasSize(taken.size() + 1)
                .containsAll(taken);
        assertThat(get(live).statusCode()).isEqualTo(200);
    }

    private static boolean isTaken(CompletionStage<Void> sent) {
        CompletableFuture<Boolean> taken =
                sent.handle((done, refused) -> refused == null).toCompletableFuture();
        return taken.join();
    }
}
