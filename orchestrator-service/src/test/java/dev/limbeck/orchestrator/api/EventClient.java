package dev.limbeck.orchestrator.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Reads server-sent events as they come. */
final class EventClient implements AutoCloseable {
    private final HttpResponse<Stream<String>> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();

    /** One event, its data in one line. */
    record Event(String name, String data) {}

    private EventClient(HttpResponse<Stream<String>> response) {
        this.response = response;
        var reader = new Thread(this::read, "event-client");
        reader.setDaemon(true);
        reader.start();
    }

    static EventClient listening(URI address) throws IOException, InterruptedException {
        return new EventClient(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofLines()));
    }

    private void read() {
        var name = new String[] {""};
        try (var lines = response.body()) {
            lines.forEach(line -> {
                if (line.startsWith("event:")) {
                    name[0] = line.substring("event:".length()).strip();
                } else if (line.startsWith("data:")) {
                    events.add(
                            new Event(name[0], line.substring("data:".length()).strip()));
                }
            });
        } catch (UncheckedIOException closed) {
            // By the test.
        }
    }

    int status() {
        return response.statusCode();
    }

    String contentType() {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        response.body().close();
    }
}
