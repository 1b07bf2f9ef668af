package dev.limbeck.orchestrator.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.orchestrator.Runs;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(120)
class HostileClientsIT extends ApiTestBase {
    private static final String LISTEN = "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String HALF_A_BODY = "POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/yaml\r\nContent-Length: 1000\r\n\r\napiVersion:";

    @TestHTTPResource(value = "/health/live", management = true)
    URL live;

    @Test
    void aNameThatWasReboundToThisMachineIsRefused() {
        given().header("Host", "evil.example:8080")
                .get(RUNS)
                .then()
                .statusCode(421)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:limbeck:problem:unknown-host"));
        given().header("Host", "evil.example").get("/").then().statusCode(421);
        given().header("Host", "evil.example").get(live).then().statusCode(421);
    }

    @Test
    void aPageOfAnotherSiteChangesNothing() {
        // Given
        stands(Runs.state("visited", 1, RunPhase.DISTILLING));
        // When
        var answer = json().header("Origin", "http://evil.example").post(RUNS + "/visited/cancel");
        // Then
        answer.then().statusCode(403).body("type", equalTo("urn:limbeck:problem:cross-site"));
    }

    @Test
    void halfSentBodiesKeepNobodyElseWaiting() throws Exception {
        // Given
        var sockets = open(250, HALF_A_BODY);
        try {
            // Then
            assertOthersAreAnswered();
            assertThat(statuses(sockets)).containsOnly("408");
        } finally {
            close(sockets);
        }
    }

    @Test
    void idleEventStreamsAreBoundedAndKeepNobodyElseWaiting() throws Exception {
        // Given
        var sockets = open(600, LISTEN);
        try {
            // Then
            var statuses = statuses(sockets);
            assertThat(statuses).containsOnly("200", "503");
            // Those of a test before this one may not have been noticed to be gone.
            assertThat(statuses).filteredOn("200"::equals).hasSizeBetween(190, 200);
            assertOthersAreAnswered();
            given().get("/api/v1/events").then().statusCode(503).header("Retry-After", equalTo("2"));
        } finally {
            close(sockets);
        }
        await().atMost(LONG).untilAsserted(() -> {
            try (var client = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
                client.getOutputStream().write(LISTEN.getBytes(ISO_8859_1));
                assertThat(status(client)).isEqualTo("200");
            }
        });
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        yaml("x".repeat(1_100_000)).post(RUNS).then().statusCode(413);
    }

    private void assertOthersAreAnswered() {
        long before = System.nanoTime();
        given().get(RUNS).then().statusCode(200);
        given().get(live).then().statusCode(200);
        assertThat((System.nanoTime() - before) / 1e9).isLessThan(10);
    }

    private static List<Socket> open(int count, String request) throws IOException {
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < count; i++) {
            var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
            sockets.add(socket);
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        }
        return sockets;
    }

    private static List<String> statuses(List<Socket> sockets) {
        return sockets.stream().map(HostileClientsIT::status).collect(Collectors.toList());
    }

    private static String status(Socket socket) {
        try {
            String answer = new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), ISO_8859_1);
            return answer.substring(answer.indexOf(' ') + 1);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }
}
