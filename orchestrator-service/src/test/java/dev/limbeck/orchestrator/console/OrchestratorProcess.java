package dev.limbeck.orchestrator.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/** The packaged service in a process of its own, so that it can be killed as a machine kills it. */
final class OrchestratorProcess implements AutoCloseable {
    private static final Path APPLICATION = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Path LOG = Path.of("target", "console-it.log");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private OrchestratorProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param folder for whatever it keeps, the same after a restart */
    static OrchestratorProcess start(String bootstrapServers, Path folder, int port) throws IOException {
        var command = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dkafka.bootstrap.servers=" + bootstrapServers,
                "-Dkafka-streams.state.dir=" + folder.resolve("streams"),
                "-Dlimbeck.store=" + folder.resolve("store"),
                "-Dlimbeck.exit-on-stdin-close=true",
                "-Dquarkus.http.port=" + port,
                "-jar",
                APPLICATION.toString()));
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
        return new OrchestratorProcess(command.start(), port);
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** Whether it answers questions on runs. */
    boolean isReady() {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(url() + "api/v1/runs")).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
