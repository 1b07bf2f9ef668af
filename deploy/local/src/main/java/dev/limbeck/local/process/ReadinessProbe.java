package dev.limbeck.local.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Asks a service whether it is ready to work, as Kubernetes would. */
public final class ReadinessProbe {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final int MOST_SAID = 500;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_WITHIN)
            .build();

    /** Whether whoever listens on this machine's {@code port} says it is ready. */
    public boolean isReady(int port) throws InterruptedException {
        return objection(port).isEmpty();
    }

    /** Why whoever listens on this machine's {@code port} is not ready, for people; empty where it is. */
    Optional<String> objection(int port) throws InterruptedException {
        URI address = URI.create("http://127.0.0.1:%d/q/health/ready".formatted(port));
        var request = HttpRequest.newBuilder(address).timeout(ANSWER_WITHIN).build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() == OK
                    ? Optional.empty()
                    : Optional.of(
                            "%s answers %d: %s".formatted(address, answer.statusCode(), shortened(answer.body())));
        } catch (HttpTimeoutException busy) {
            return Optional.of("%s does not answer within %d s".formatted(address, ANSWER_WITHIN.toSeconds()));
        } catch (IOException notYet) {
            return Optional.of("nobody answers at " + address);
        }
    }

    private static String shortened(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.length() <= MOST_SAID ? line : line.substring(0, MOST_SAID) + "…";
    }
}
