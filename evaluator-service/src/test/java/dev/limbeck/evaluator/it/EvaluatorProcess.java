package dev.limbeck.evaluator.it;

import dev.limbeck.broker.FreePorts;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.status.EvaluatorStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The packaged service in a process of its own, so that it can be killed as a machine kills it. */
final class EvaluatorProcess implements AutoCloseable {
    private static final Path APPLICATION = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final int healthPort;

    private EvaluatorProcess(Process process, int port, int healthPort) {
        this.process = process;
        this.port = port;
        this.healthPort = healthPort;
    }

    static EvaluatorProcess start(String bootstrapServers, Path store) throws IOException {
        var ports = new FreePorts();
        int port = ports.any().number();
        int healthPort = ports.any().number();
        var log = Path.of("target", "evaluator-it.log").toFile();
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dkafka.bootstrap.servers=" + bootstrapServers,
                "-Dlimbeck.store=" + store,
                "-Dlimbeck.artifacts.roots=" + System.getProperty("java.io.tmpdir"),
                "-Dlimbeck.exit-on-stdin-close=true",
                "-Dlimbeck.evaluator.latency-samples=10",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.port=" + healthPort,
                "-jar",
                APPLICATION.toString());
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        return new EvaluatorProcess(command.start(), port, healthPort);
    }

    HttpResponse<String> get(String path) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://127.0.0.1:" + (path.startsWith("/q/") ? healthPort : port) + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    boolean isReady() {
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What it has measured of the run; empty where nothing. */
    Optional<EvaluatorStatus> status(String run) throws IOException {
        byte[] body = get("/status").body().getBytes(StandardCharsets.UTF_8);
        return Arrays.stream(ContractJson.read(body, EvaluatorStatus[].class))
                .filter(status -> status.run().equals(run))
                .findFirst();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** As the launcher's death ends it. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the evaluator outlived its launcher");
        }
    }
}
