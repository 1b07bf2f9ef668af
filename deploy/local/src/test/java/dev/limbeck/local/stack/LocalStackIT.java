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
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalStackIT {
    private final LocalHome home;
    private final Path installation;
    private final Path runSpec;
    private final Collection<String> announced = new ConcurrentLinkedQueue<>();

    LocalStackIT(@TempDir Path directory) {
        this.home = new LocalHome(directory.resolve("home"));
        this.installation = directory.resolve("installation");
        this.runSpec = directory.resolve("run.yaml");
    }

    @BeforeEach
    void declareARun() throws IOException {
        Files.writeString(runSpec, """
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: sample}
                spec:
                  source: {topic: production.sample}
                  input: {shape: [2], classes: 2, normalisation: {mean: [0], std: [1]}}
                  teacher: {artifact: teacher.pt}
                  students: [{name: small, network: "builtin:mlp-16"}]
                """);
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
        assertThat(seconds).isLessThan(10);
        assertThat(running.services()).hasSize(3).noneMatch(service -> ProcessHandle.of(service.pid())
                .filter(ProcessHandle::isAlive)
                .isPresent());
        assertThat(StackStatus.of(home).parts()).isEmpty();
        assertThat(home.broker().resolve("broker.pid")).doesNotExist();
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
                    .withMessageContaining("teacher-service")
                    .withMessageContaining("quarkus-run.jar is missing");
        }
        assertThat(home.broker()).doesNotExist();
    }

    private LocalStack stack(boolean fresh) {
        return new LocalStack(
                new StackSettings(home, installation, 0, fresh, 1, () -> runSpec), announced::add, LineSink.none());
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
