package dev.limbeck.benchmarks.stack;

import dev.limbeck.benchmarks.machine.Tool;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.ServiceStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.api.RunDocument;
import dev.limbeck.local.stack.LocalHome;
import dev.limbeck.local.stack.RunningStack;
import dev.limbeck.local.stack.RunningStack.RunningService;
import dev.limbeck.local.stack.UpFile;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@link LimbeckUp What users start}, what its services say of themselves, and what they are told. */
final class MeasuredStack implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    /** Each look takes processor time, which is not to be measured. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private static final String STUDENT = "student";

    private final LimbeckUp up;
    private final Path installation;
    private final LocalHome home;
    private final RunningStack running;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();

    private MeasuredStack(LimbeckUp up, Path installation, LocalHome home) {
        this.up = up;
        this.installation = installation;
        this.home = home;
        this.running = new UpFile(home)
                .read()
                .orElseThrow(() -> new IllegalStateException("limbeck up has ended right after all was ready"));
    }

    /** @param folder where everything is stored */
    static MeasuredStack start(Path folder, Path installation) throws IOException {
        LimbeckUp up = LimbeckUp.start(installation, folder);
        try {
            up.awaitReady();
            return new MeasuredStack(up, installation, new LocalHome(folder));
        } catch (IOException | RuntimeException e) {
            up.close();
            throw e;
        }
    }

    KafkaConnection kafka() {
        return new KafkaConnection(running.bootstrapServers(), "bench");
    }

    void declare(String yaml) throws InterruptedException {
        new Orchestrator(running.requireServer()).apply(RunDocument.read(yaml, Path.of("")));
    }

    /** @param verb {@code pause} or {@code resume} */
    void ask(String verb) throws InterruptedException {
        new Orchestrator(running.requireServer()).ask(DeclaredLoop.RUN, verb, Optional.empty());
    }

    /** Has digits streamed by {@code ./limbeck produce} until that is stopped. */
    Process stream(String topic, double recordsPerSecond) throws IOException {
        return LimbeckUp.command(
                        installation,
                        home.directory(),
                        "produce",
                        "--topic",
                        topic,
                        "--rate",
                        String.valueOf(recordsPerSecond),
                        "--records",
                        String.valueOf(Integer.MAX_VALUE))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
    }

    /** The process that the broker is in. */
    long brokerPid() {
        return running.pid();
    }

    /** Each in its present life. */
    List<RunningService> services() {
        return new UpFile(home).read().orElse(running).services();
    }

    RunningService studentService() {
        return services().stream()
                .filter(service -> service.name().equals(STUDENT))
                .findFirst()
                .orElseThrow();
    }

    boolean studentServiceAnswers() throws InterruptedException {
        return answer(studentService(), "status").isPresent();
    }

    /** What the student service says of its only student; empty while it says nothing. */
    Optional<StudentStatus> student() throws InterruptedException {
        return answer(studentService(), "status")
                .flatMap(body -> ContractJson.read(body, ServiceStatus.class).parts().stream()
                        .findFirst()
                        .flatMap(PartStatus::student));
    }

    private Optional<byte[]> answer(RunningService service, String path) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/%s"
                        .formatted(path.startsWith("q/") ? service.healthPort() : service.port(), path)))
                .timeout(ANSWER_WITHIN)
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException notListening) {
            return Optional.empty();
        }
    }

    /** All of it, by {@code jcmd}, which comes with a JDK. */
    void collectGarbage(RunningService service) throws IOException, InterruptedException {
        Tool.run(
                "the garbage of " + service.name() + " cannot be collected",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(service.pid()),
                        "GC.run"));
    }

    /** Bytes of heap in use, garbage included; empty while the service does not answer. */
    OptionalLong heap(RunningService service) throws InterruptedException {
        return answer(service, "q/metrics").stream()
                .flatMap(body -> new String(body, StandardCharsets.UTF_8).lines())
                .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("area=\"heap\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce(Long::sum);
    }

    /** @throws IllegalStateException when it does not come true in time, or it ends, as when a service is given up */
    void await(Duration longest, String what, Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0 || !up.isRunning()) {
                throw new IllegalStateException("%s did not happen within %s; limbeck up %s"
                        .formatted(what, longest, up.isRunning() ? "is running" : "has ended"));
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    /** Something that is looked at again and again. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws InterruptedException;
    }

    @Override
    public void close() {
        up.close();
    }
}
