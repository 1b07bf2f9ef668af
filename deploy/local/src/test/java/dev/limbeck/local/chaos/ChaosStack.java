package dev.limbeck.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.local.CommittedRecords;
import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.api.RefusedException;
import dev.limbeck.local.api.RunDocument;
import dev.limbeck.local.api.UnreachableException;
import dev.limbeck.local.digits.DigitDataset;
import dev.limbeck.local.digits.DigitGenerator;
import dev.limbeck.local.digits.DigitStyle;
import dev.limbeck.local.stack.LocalService;
import dev.limbeck.local.traffic.DigitTraffic;
import dev.limbeck.local.traffic.TrafficProducer;
import dev.limbeck.store.StoreLayout;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The whole loop, each part in a process of its own, the broker too. */
final class ChaosStack implements AutoCloseable {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final long SEED = 11;
    private static final int TRAIN = 3_000;
    private static final int TEST = 500;
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    private final Path home;
    private final Path logs;
    private final String yaml;
    private final Path declaration;
    private final Generation run;
    private final StoreLayout store;
    private final KafkaConnection kafka;
    private final Supervised broker;
    private final Supervised orchestrator;
    private final Supervised teacher;
    private final Supervised student;
    private final Supervised evaluator;
    private final List<Supervised> all = new ArrayList<>();

    private ChaosStack(Path home, String name) throws IOException {
        this.home = home;
        this.logs = Files.createDirectories(Path.of("target/chaos", name).toAbsolutePath());
        try (var earlier = Files.list(logs)) {
            for (Path log : (Iterable<Path>) earlier::iterator) {
                Files.delete(log);
            }
        }
        var dataset = home.resolve("dataset");
        new DigitDataset(SEED, List.of(DigitStyle.standard()), TRAIN, TEST).writeTo(dataset);
        try (var in = ChaosStack.class.getResourceAsStream("chaos.yaml")) {
            this.yaml = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .replace("${dataset}", dataset.toString());
        }
        this.declaration = Files.writeString(home.resolve("chaos.yaml"), yaml);
        this.run = new Generation(RunSpecReader.read(yaml), 1);
        this.store = new StoreLayout(home.resolve("store"));
        int brokerPort = freePort();
        this.kafka = new KafkaConnection("127.0.0.1:" + brokerPort, "limbeck-chaos");
        this.broker = supervised("broker", 0, brokerCommand(brokerPort), Map.of());
        this.orchestrator =
                service("orchestrator", LocalService.ORCHESTRATOR, "-Dlimbeck.state=" + home.resolve("orchestrator"));
        this.teacher = service("teacher", LocalService.TEACHER);
        this.student = service("student", LocalService.STUDENT);
        this.evaluator = service("evaluator", LocalService.EVALUATOR);
    }

    /** @param name of the folder under {@code target/chaos} that keeps the logs */
    static ChaosStack start(Path home, String name) throws IOException {
        var stack = new ChaosStack(home, name);
        List.of(stack.broker, stack.orchestrator, stack.teacher, stack.student, stack.evaluator)
                .forEach(Supervised::start);
        stack.declare();
        return stack;
    }

    private void declare() {
        await().atMost(READY_WITHIN)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptionsInstanceOf(UnreachableException.class)
                .untilAsserted(() -> assertThat(
                                api().apply(RunDocument.read(yaml, home)).run())
                        .isEqualTo(run.name()));
    }

    /** What the orchestrator serves, in whichever of its lives. */
    Orchestrator api() {
        return new Orchestrator(URI.create("http://127.0.0.1:" + orchestrator.port()));
    }

    /** One more student service on the same store, as an operator might start by mistake. */
    Supervised startSecondStudent() throws IOException {
        return service("student-2", LocalService.STUDENT).start();
    }

    private List<String> brokerCommand(int port) {
        return List.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-cp",
                String.join(
                        File.pathSeparator,
                        absolute("target/test-classes"),
                        absolute("target/classes"),
                        absolute("target/lib") + "/*"),
                BrokerMain.class.getName(),
                home.resolve("broker").toString(),
                Integer.toString(port));
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().toString();
    }

    private Supervised service(String name, LocalService service, String... ownSettings) throws IOException {
        Path jar = REPOSITORY.resolve(service.module() + "/target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is missing; build it with ./mvnw -DskipTests package");
        }
        int port = freePort();
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(service.jvmFlags());
        command.addAll(settings());
        command.addAll(List.of(ownSettings));
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.port=0",
                "-Dquarkus.banner.enabled=false",
                "-Dlimbeck.exit-on-stdin-close=true",
                "-jar",
                jar.toString()));
        return supervised(name, port, command, service.environment());
    }

    private List<String> settings() {
        return List.of(
                "-Dkafka.bootstrap.servers=" + kafka.bootstrapServers(),
                "-Dlimbeck.store=" + store.root(),
                "-Dai.djl.offline=true",
                "-DDJL_CACHE_DIR=" + home.resolve("djl"));
    }

    private Supervised supervised(String name, int port, List<String> command, Map<String, String> environment) {
        var process = new Supervised(name, port, command, environment, home, logs.resolve(name + ".log"));
        all.add(process);
        return process;
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    /**
     * Below the ports that the system gives to clients: a client that asks for a dead server's port there may be
     * connected to itself, and keep the server from coming back.
     */
    private static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (java.net.BindException taken) {
                // Another one, then.
            }
        }
    }

    Generation run() {
        return run;
    }

    StoreLayout store() {
        return store;
    }

    KafkaConnection kafka() {
        return kafka;
    }

    Supervised process(KillSchedule.Victim victim) {
        return switch (victim) {
            case TEACHER -> teacher;
            case STUDENT -> student;
            case EVALUATOR -> evaluator;
            case ORCHESTRATOR -> orchestrator;
            case BROKER -> broker;
        };
    }

    /** All processes that failed without having been killed. */
    List<String> failures() {
        return all.stream().flatMap(process -> process.failures().stream()).toList();
    }

    /** What replicas said in the last seconds; nothing while the orchestrator is away. */
    List<PartStatus> parts() throws InterruptedException {
        try {
            return api().status(run.name()).parts();
        } catch (UnreachableException | RefusedException away) {
            return List.of();
        }
    }

    /** What was said of a student last, if that was after {@code moment}. */
    Optional<StudentStatus> studentStatus(String name, Instant moment) throws InterruptedException {
        return parts().stream()
                .filter(part -> part.part().equals(name) && part.at().isAfter(moment))
                .max(Comparator.comparing(PartStatus::at))
                .flatMap(PartStatus::student);
    }

    /** Streams records with the ids {@code digit-0}, {@code digit-1}, …; completes when all are acknowledged. */
    CompletableFuture<Void> stream(long records, double perSecond) {
        var producer = traffic();
        var done = new CompletableFuture<Void>();
        var thread = new Thread(
                () -> {
                    try {
                        producer.send(0, records, perSecond);
                        done.complete(null);
                    } catch (InterruptedException | RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                },
                "traffic");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    /** The same without end. */
    Streaming stream(int perSecond) {
        return new Streaming(traffic(), perSecond);
    }

    private TrafficProducer traffic() {
        var digits = new DigitTraffic(new DigitGenerator(SEED, DigitStyle.standard()));
        return new TrafficProducer(kafka, run.spec().source().topic(), digits, Clock.systemUTC());
    }

    /** Reads what is committed on a topic from its beginning. */
    void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        CommittedRecords.read(kafka, topic, each);
    }

    /** Derives a checkpoint from the untrained student in a fresh process; gives what that process printed. */
    String auditFromTheBeginning(String studentName, String checkpoint) throws IOException, InterruptedException {
        Path application = REPOSITORY.resolve("student-service/target/quarkus-app");
        var command = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-Xmx512m"));
        command.addAll(settings());
        command.addAll(List.of(
                "-Dlimbeck.run=" + declaration,
                "-Dlimbeck.audit.generation=" + run.number(),
                "-Dlimbeck.audit.student=" + studentName,
                "-Dlimbeck.audit.checkpoint=" + checkpoint,
                "-Dlimbeck.audit.from-beginning=true",
                "-cp",
                String.join(
                        File.pathSeparator,
                        application.resolve("app") + "/*",
                        application.resolve("lib/main") + "/*",
                        application.resolve("lib/boot") + "/*"),
                "dev.limbeck.student.audit.AuditMain"));
        Path out = logs.resolve("audit-" + studentName + ".json");
        var audit = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(logs.resolve("audit-" + studentName + ".log").toFile())
                .start();
        if (!audit.waitFor(180, TimeUnit.SECONDS)) {
            audit.destroyForcibly();
            throw new AssertionError("the audit of " + checkpoint + " takes too long");
        }
        return Files.readString(out);
    }

    @Override
    public void close() {
        all.forEach(Supervised::close);
    }
}
