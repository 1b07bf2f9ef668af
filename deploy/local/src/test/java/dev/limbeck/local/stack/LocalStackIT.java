package dev.limbeck.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limbeck.local.process.LineSink;
import dev.limbeck.local.process.SampleService;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalStackIT {
    private final LocalHome home;
    private final Path installation;
    private final Collection<String> announced = new ConcurrentLinkedQueue<>();

    LocalStackIT(@TempDir Path directory) {
        this.home = new LocalHome(directory.resolve("home"));
        this.installation = directory.resolve("installation");
    }

    @Test
    void everythingIsReadyAndThenGone() throws Exception {
        // Given
        installSamples();
        var stack = stack(false);
        // When
        var running = stack.start();
        var ready = StackStatus.of(home);
        long closing = System.nanoTime();
        stack.close();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - closing);
        // Then
        assertThat(ready.isReady()).as("%s", ready).isTrue();
        assertThat(announced).anyMatch(line -> line.startsWith("student is ready on http://127.0.0.1:"));
        assertThat(running.server()).isPresent();
        assertThat(announced).contains("console: " + running.requireServer());
        assertThat(seconds).isLessThan(10);
        assertThat(running.services()).hasSize(4).noneMatch(service -> ProcessHandle.of(service.pid())
                .filter(ProcessHandle::isAlive)
                .isPresent());
        assertThat(StackStatus.of(home).parts()).isEmpty();
        assertThat(home.broker().resolve("broker.pid")).doesNotExist();
    }

    @Test
    void aServiceThatIsKilledRunsAgainAndIsFoundThere() throws Exception {
        // Given
        installSamples();
        try (var stack = stack(false)) {
            var running = stack.start();
            var killed = running.services().get(0);
            // When
            ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
            // Then
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                var found = new UpFile(home).read().orElseThrow().services().get(0);
                assertThat(found.name()).isEqualTo(killed.name());
                assertThat(found.port()).isEqualTo(killed.port());
                assertThat(found.pid()).isNotEqualTo(killed.pid());
                assertThat(StackStatus.of(home).isReady()).isTrue();
            });
            assertThat(announced).contains(killed.name() + " ended with code 137; starting it again in 0.25 s");
            assertThat(stack.failure()).isNotDone();
        }
    }

    @Test
    void aFreshStartDeletesWhatWasStored() throws Exception {
        // Given
        installSamples();
        String clusterId;
        try (var stack = stack(false)) {
            clusterId = stack.start().clusterId();
        }
        Path checkpoint = Files.createDirectories(home.data().resolve("checkpoints"));
        Files.writeString(checkpoint.resolve("1"), "weights");
        try (var stack = stack(true)) {
            // When
            var running = stack.start();
            // Then
            assertThat(running.clusterId()).isNotEqualTo(clusterId);
            assertThat(checkpoint).doesNotExist();
        }
    }

    @Test
    void aMissingBuildIsToldBeforeAnythingStarts() {
        // Given
        try (var stack = stack(false)) {
            // When
            assertThatIllegalArgumentException()
                    .isThrownBy(stack::start)
                    // Then
                    .withMessageContaining("orchestrator-service")
                    .withMessageContaining("quarkus-run.jar is missing");
        }
        assertThat(home.broker()).doesNotExist();
    }

    private LocalStack stack(boolean fresh) {
        return new LocalStack(
                new StackSettings(home, installation, 0, fresh, 1, Patience.DEFAULT), announced::add, LineSink.none());
    }

    /** Sample services where the built ones would be. */
    private void installSamples() throws IOException, URISyntaxException {
        URI classes = SampleService.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SampleService.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes.toString());
        for (var service : LocalService.values()) {
            Path app = Files.createDirectories(installation.resolve(service.module() + "/target/quarkus-app"));
            new JarOutputStream(Files.newOutputStream(app.resolve("quarkus-run.jar")), manifest).close();
        }
    }
}
