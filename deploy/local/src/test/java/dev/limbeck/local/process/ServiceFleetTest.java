package dev.limbeck.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.broker.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServiceFleetTest {
    private static final Duration READY_WITHIN = Duration.ofSeconds(20);

    private final Path directory;
    private final FreePorts ports = new FreePorts();
    private final Collection<String> lines = new ConcurrentLinkedQueue<>();
    private final ServiceFleet fleet = new ServiceFleet(lines::add);
    private final Collection<String> told = new ConcurrentLinkedQueue<>();
    private final ServiceEvents events = new ServiceEvents() {
        @Override
        public void ended(ServiceProcess service, int exitCode, Duration startedAgainIn) {
            told.add("%s ended with code %d, again in %d ms"
                    .formatted(service.name(), exitCode, startedAgainIn.toMillis()));
        }

        @Override
        public void startedAgain(ServiceProcess service) {
            told.add(service.name() + " started again");
        }
    };

    ServiceFleetTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void noProcessIsLeft() {
        fleet.stop(Duration.ZERO);
        assertThat(fleet.processes()).noneMatch(ServiceProcess::isAlive);
    }

    @Test
    void servicesAreReadyAndTheirLinesAreKept() throws Exception {
        // Given
        var ready = new ArrayList<String>();
        // When
        fleet.start(
                List.of(sample("teacher"), sample("evaluator")), READY_WITHIN, process -> ready.add(process.name()));
        // Then
        assertThat(ready).containsExactlyInAnyOrder("teacher", "evaluator");
        Awaitility.await().untilAsserted(() -> {
            assertThat(lines).contains("teacher   | käse on stderr", "evaluator | käse on stderr");
            assertThat(logFile("teacher")).content().isEqualTo("starting with traits []\nkäse on stderr\n");
        });
    }

    @Test
    void stoppingIsQuickWhenServicesObey() throws Exception {
        // Given
        fleet.start(List.of(sample("teacher"), sample("student")), READY_WITHIN, process -> {});
        // When
        long millis = millis(() -> fleet.stop(Duration.ofSeconds(10)));
        // Then
        assertThat(millis).isLessThan(5_000);
        assertThat(fleet.processes()).hasSize(2).noneMatch(ServiceProcess::isAlive);
        assertThat(lines).contains("teacher | last words", "student | last words");
        assertThat(logFile("student")).content().endsWith("last words\n");
    }

    @Test
    void aServiceThatIgnoresTheRequestIsKilledAtTheDeadline() throws Exception {
        // Given
        fleet.start(List.of(sample("teacher"), sample("student", "ignores-sigterm")), READY_WITHIN, process -> {});
        // When
        long millis = millis(() -> fleet.stop(Duration.ofSeconds(1)));
        // Then
        assertThat(millis).isBetween(1_000L, 4_000L);
        assertThat(fleet.processes()).noneMatch(ServiceProcess::isAlive);
        assertThat(lines).contains("student did not end within 1s and is killed");
    }

    @Test
    void aServiceSeesItsStandardInputEndBeforeAnySignal() throws Exception {
        // Given
        fleet.start(List.of(sample("student", "heeds-stdin", "ignores-sigterm")), READY_WITHIN, process -> {});
        // When
        fleet.stop(Duration.ofSeconds(10));
        // Then
        assertThat(fleet.processes().get(0).exit().get(5, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void aServiceThatDiesEarlyIsReportedWithItsLastLinesAndStopsTheOthers() {
        // Given
        var launches = List.of(sample("teacher"), sample("student", "dies"));
        // When
        assertThatThrownBy(() -> fleet.start(launches, READY_WITHIN, process -> {}))
                // Then
                .isInstanceOf(ServiceStartException.class)
                .hasMessageStartingWith("student exited with code 7 before it was ready")
                .hasMessageContaining(logFile("student").toString())
                .hasMessageContaining("cannot go on");
        assertThat(fleet.processes()).hasSize(2).noneMatch(ServiceProcess::isAlive);
    }

    @Test
    void aServiceThatIsNotReadyInTimeIsReported() {
        // Given
        var launches = List.of(sample("student", "never-ready"));
        // When
        assertThatThrownBy(() -> fleet.start(launches, Duration.ofSeconds(2), process -> {}))
                // Then
                .isInstanceOf(ServiceStartException.class)
                .hasMessageStartingWith("student was not ready within 2s: nobody answers at http://127.0.0.1:")
                .hasMessageContaining("--ready-within")
                .hasMessageContaining("käse on stderr");
    }

    @Test
    void nothingStartsOnceStopped() {
        // Given
        fleet.stop(Duration.ZERO);
        // When
        assertThatThrownBy(() -> fleet.start(List.of(sample("teacher")), READY_WITHIN, process -> {}))
                // Then
                .isInstanceOf(ServiceStartException.class)
                .hasMessage("the services are being stopped");
        assertThat(fleet.processes()).isEmpty();
    }

    @Test
    void aServiceThatEndsIsStartedAgainAndItsLogGoesOn() throws Exception {
        // Given
        fleet.start(List.of(sample("teacher"), sample("student")), READY_WITHIN, process -> {});
        var killed = fleet.processes().get(1);
        fleet.keepAlive(RestartPolicy.DEFAULT, events);
        // When
        killed.kill();
        // Then
        Awaitility.await().untilAsserted(() -> assertThat(told)
                .containsExactly("student ended with code 137, again in 250 ms", "student started again"));
        assertThat(fleet.processes()).extracting(ServiceProcess::name).containsExactly("teacher", "student");
        assertThat(fleet.processes().get(1).pid()).isNotEqualTo(killed.pid());
        Awaitility.await().untilAsserted(() -> assertThat(logFile("student"))
                .content()
                .isEqualTo("starting with traits []\nkäse on stderr\n".repeat(2)));
        assertThat(fleet.givenUp()).isNotDone();
    }

    @Test
    void aServiceThatEndsTooOftenIsGivenUp() throws Exception {
        // Given
        fleet.start(List.of(sample("student", "ends-when-ready")), READY_WITHIN, process -> {});
        // When
        fleet.keepAlive(new RestartPolicy(2, Duration.ofMinutes(1), Duration.ofMillis(10)), events);
        // Then
        assertThat(fleet.givenUp().get(30, TimeUnit.SECONDS))
                .isEqualTo("student was started again 2 times within 60 s and ended with code 0 once more; see "
                        + logFile("student"));
        assertThat(told)
                .containsExactly(
                        "student ended with code 0, again in 10 ms",
                        "student started again",
                        "student ended with code 0, again in 20 ms",
                        "student started again");
    }

    @Test
    void whatEndsBecauseAllIsStoppedIsNotStartedAgain() throws Exception {
        // Given
        fleet.start(List.of(sample("student")), READY_WITHIN, process -> {});
        fleet.keepAlive(new RestartPolicy(5, Duration.ofMinutes(1), Duration.ZERO), events);
        // When
        fleet.stop(Duration.ofSeconds(10));
        // Then
        assertThat(told).isEmpty();
        assertThat(fleet.processes()).noneMatch(ServiceProcess::isAlive);
    }

    @Test
    void theLogOfTheStartBeforeIsKept() throws Exception {
        // Given
        Files.writeString(logFile("teacher"), "yesterday");
        // When
        fleet.start(List.of(sample("teacher")), READY_WITHIN, process -> {});
        // Then
        assertThat(directory.resolve("teacher.log.previous")).hasContent("yesterday");
    }

    private Path logFile(String name) {
        return directory.resolve(name + ".log");
    }

    private ServiceLaunch sample(String name, String... traits) {
        int port = ports.any().number();
        var program = new ArrayList<>(List.of(
                "-cp", System.getProperty("java.class.path"), SampleService.class.getName(), Integer.toString(port)));
        program.addAll(List.of(traits));
        var command =
                new JavaCommand(program, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m"), Map.of());
        return new ServiceLaunch(name, port, port, command, Map.of(), directory, logFile(name));
    }

    private static long millis(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
