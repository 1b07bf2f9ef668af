package dev.limbeck.local.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.local.LimbeckProcess;
import dev.limbeck.local.stack.LocalService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(90)
class SecuredClientsIT {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void aServiceThatIsToEncryptSaysNothingInPlaintext(LocalService service) throws Exception {
        try (var broker = FirstBytes.listen()) {
            // Given
            Process started = start(service, broker, "-Dkafka.security.protocol=SSL");
            // When
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> broker.all().size() >= 3 || !started.isAlive());
            started.destroyForcibly().waitFor();
            // Then
            assertThat(broker.all())
                    .as("%s", Files.readString(log(service)))
                    .hasSizeGreaterThanOrEqualTo(3)
                    .containsOnly(FirstBytes.TLS_HANDSHAKE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceDoesNotStartWithASettingThatOnlySomeClientsWouldHear(LocalService service) throws Exception {
        try (var broker = FirstBytes.listen()) {
            // Given
            Process started = start(service, broker, "-Dmp.messaging.connector.smallrye-kafka.security.protocol=SSL");
            // When
            boolean ended = started.waitFor(60, TimeUnit.SECONDS);
            started.destroyForcibly();
            // Then
            assertThat(ended).isTrue();
            assertThat(started.exitValue()).isEqualTo(1);
            assertThat(log(service))
                    .content()
                    .contains("mp.messaging.connector.smallrye-kafka.security.protocol is set, but would reach some of"
                            + " the clients only; set kafka.… for all of them");
            assertThat(broker.all()).allMatch(first -> first == FirstBytes.TLS_HANDSHAKE);
        }
    }

    @Test
    void aCommandThatIsToEncryptSaysNothingInPlaintext() throws Exception {
        try (var broker = FirstBytes.listen()) {
            // Given
            var list = LimbeckProcess.start(
                    directory,
                    List.of("-Dkafka.security.protocol=SSL"),
                    "dead-letters",
                    "list",
                    "--bootstrap-servers",
                    broker.address());
            // When
            int code = list.await(80);
            // Then
            assertThat(code).isEqualTo(1);
            assertThat(broker.all()).isNotEmpty().containsOnly(FirstBytes.TLS_HANDSHAKE);
        }
    }

    @Test
    void aStackOfItsOwnBrokerIsNotStartedWhereEncryptionIsAskedFor() throws Exception {
        // Given
        var up = LimbeckProcess.start(directory, List.of("-Dkafka.security.protocol=SSL"), "up");
        // When
        int code = up.await(30);
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(up.err())
                .contains("kafka.security.protocol is set, but the local broker has neither encryption nor login");
    }

    private Process start(LocalService service, FirstBytes broker, String setting) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dkafka.bootstrap.servers=" + broker.address(),
                setting,
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.port=0",
                "-Dlimbeck.store=" + directory.resolve("store"),
                "-Dai.djl.offline=true",
                "-jar",
                REPOSITORY
                        .resolve(service.module() + "/target/quarkus-app/quarkus-run.jar")
                        .toString()));
        if (service == LocalService.ORCHESTRATOR) { // others refuse what they do not know
            command.add(1, "-Dlimbeck.state=" + directory.resolve("state"));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(service).toFile())
                .start();
    }

    private Path log(LocalService service) {
        return directory.resolve(service + ".log");
    }
}
