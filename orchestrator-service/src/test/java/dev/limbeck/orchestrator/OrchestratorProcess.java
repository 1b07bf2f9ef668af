package dev.limbeck.orchestrator;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The packaged service in a process of its own, so that it can be killed as a machine kills it. */
public final class OrchestratorProcess implements AutoCloseable {
    private static final Path APPLICATION = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private OrchestratorProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * @param name of its log file below {@code target}
     * @param folder for whatever it keeps, the same after a restart
     */
    public static OrchestratorProcess start(String name, String bootstrapServers, Path folder, int port)
            throws IOException {
        var command = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dkafka.bootstrap.servers=" + bootstrapServers,
                "-Dlimbeck.state=" + folder.resolve("state"),
                "-Dlimbeck.store=" + folder.resolve("store"),
                "-Dlimbeck.exit-on-stdin-close=true",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.port=0",
                "-jar",
                APPLICATION.toString()));
        var log = Path.of("target", name + "-it.log").toFile();
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        return new OrchestratorProcess(command.start(), port);
    }

    public String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** Whether it answers questions on runs. */
    public boolean isReady() {
        return answer("").isPresent();
    }

    /** As it shows it; empty where it shows none. */
    public Optional<RunState> run(String name) {
        return answer("/" + name).map(state -> ContractJson.read(state, RunState.class));
    }

    private Optional<byte[]> answer(String runs) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + "api/v1/runs" + runs))
                    .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return Optional.of(answer.body()).filter(body -> answer.statusCode() == 200);
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
