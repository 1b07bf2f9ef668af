package dev.limbeck.teacher.process;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.ServiceStatus;
import dev.limbeck.contract.status.TeacherStatus;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged teacher service as an operating-system process. */
final class ServiceProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final Process process;
    private final Path log;
    private final int port;
    private final int healthPort;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServiceProcess(Process process, Path log, int port, int healthPort) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.healthPort = healthPort;
    }

    static ServiceProcess start(Path store, String bootstrapServers, Path log) throws IOException {
        int port = freePort();
        int healthPort = freePort();
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-jar",
                        JAR.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LIMBECK_STORE", store.toString());
        builder.environment().put("LIMBECK_THREADS", "1");
        builder.environment().put("LIMBECK_ARTIFACTS_ROOTS", System.getProperty("java.io.tmpdir"));
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(healthPort));
        return new ServiceProcess(builder.start(), log, port, healthPort);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Of one run; fails an assertion where the service has nothing to do with it. */
    TeacherStatus status(String run) {
        return parts().stream()
                .filter(part -> part.run().equals(run))
                .findFirst()
                .flatMap(PartStatus::teacher)
                .orElseThrow(() -> new AssertionError("nothing is done for " + run));
    }

    List<PartStatus> parts() {
        return ContractJson.read(get("/status").body(), ServiceStatus.class).parts();
    }

    /** Every thread and its stack. */
    String threads() throws Exception {
        var jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(process.pid()),
                        "Thread.print")
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Fails an assertion where nobody answers yet, so that it can be waited for. */
    HttpResponse<byte[]> get(String path) {
        return ask(path, HttpRequest.newBuilder().GET());
    }

    HttpResponse<byte[]> post(String path) {
        return ask(path, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<byte[]> ask(String path, HttpRequest.Builder request) {
        try {
            return http.send(
                    request.uri(URI.create("http://127.0.0.1:" + (path.startsWith("/q/") ? healthPort : port) + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException unreachable) {
            throw new AssertionError("nobody answers on " + path, unreachable);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Asks it to end.
     *
     * @return whether it did within five seconds
     */
    boolean terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor(5, TimeUnit.SECONDS);
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
