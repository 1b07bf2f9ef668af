package dev.limbeck.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.json.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** Requests to the orchestrator, and its answers or what went wrong. */
final class ApiCalls {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();
    private final URI server;
    private final Duration answerWithin;

    /** @param answerWithin how long an answer may take */
    ApiCalls(URI server, Duration answerWithin) {
        this.answerWithin = answerWithin;
        this.server = server.toString().endsWith("/") ? server : URI.create(server + "/");
    }

    URI server() {
        return server;
    }

    /** @param path below {@code /api/v1/} */
    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.resolve("api/v1/" + path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
    }

    <T> T get(String path, Class<T> type) throws InterruptedException {
        return send(to(path).GET(), type);
    }

    /** An answer of the form {@code {"items": […]}}. */
    <T> List<T> items(String path, Class<T> type) throws InterruptedException {
        var items = new ArrayList<T>();
        for (JsonNode item : get(path, JsonNode.class).path("items")) {
            items.add(ContractJson.read(ContractJson.write(item), type));
        }
        return items;
    }

    <T> T send(HttpRequest.Builder request, Class<T> type) throws InterruptedException {
        return ContractJson.read(answer(request).body(), type);
    }

    HttpResponse<byte[]> answer(HttpRequest.Builder request) throws InterruptedException {
        var asked = request.timeout(answerWithin).build();
        try {
            var answer = http.send(asked, BodyHandlers.ofByteArray());
            requireDone(answer.statusCode(), answer.body());
            return answer;
        } catch (HttpTimeoutException late) {
            throw UnreachableException.late(asked, answerWithin, late);
        } catch (IOException unreachable) {
            throw new UnreachableException(server, unreachable);
        }
    }

    /** Returns when the connection ends. */
    void listen(String path, EventStream events) throws InterruptedException {
        var request = to(path).setHeader("Accept", "text/event-stream").GET().build();
        try {
            var answer = http.send(request, BodyHandlers.ofLines());
            try (var lines = answer.body()) {
                if (answer.statusCode() != OK) {
                    String body = lines.collect(Collectors.joining("\n"));
                    requireDone(answer.statusCode(), body.getBytes(StandardCharsets.UTF_8));
                }
                var arriving = lines.iterator();
                while (goesOn(arriving)) {
                    events.line(arriving.next());
                }
            }
        } catch (IOException unreachable) {
            throw new UnreachableException(server, unreachable);
        }
    }

    /** A connection that breaks off has ended, if not in order. */
    private static boolean goesOn(Iterator<String> arriving) {
        try {
            return arriving.hasNext();
        } catch (UncheckedIOException brokenOff) {
            return false;
        }
    }

    private void requireDone(int status, byte[] body) {
        if (status < 300) {
            return;
        }
        var problem = Answers.problem(status, body);
        if (status == UNAVAILABLE) {
            throw new UnreachableException(server, "is not ready yet: " + Answers.describe(problem));
        }
        if (status < 500) {
            throw new RefusedException(status, problem);
        }
        throw new IllegalStateException("%s failed: %s".formatted(server, Answers.describe(problem)));
    }
}
