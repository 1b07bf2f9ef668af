package dev.limbeck.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limbeck.local.stack.RunningStack.RunningService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpFileTest {
    private static final Instant THIS_JVM_STARTED =
            ProcessHandle.current().info().startInstant().orElseThrow();

    private final Path directory;
    private final UpFile upFile;

    UpFileTest(@TempDir Path directory) {
        this.directory = directory;
        this.upFile = new UpFile(new LocalHome(directory));
    }

    @Test
    void whatRunsIsReadAsItWasWritten() {
        // Given
        var running = running(ProcessHandle.current().pid(), THIS_JVM_STARTED);
        upFile.write(running);
        // When
        var found = upFile.read();
        // Then
        assertThat(found).contains(running);
    }

    @Test
    void nothingRunsWithoutAFile() {
        assertThat(upFile.read()).isEmpty();
    }

    @Test
    void whatACrashedLauncherLeftIsRemovedEvenIfItsPidIsInUseAgain() {
        // Given
        upFile.write(running(ProcessHandle.current().pid(), THIS_JVM_STARTED.minusSeconds(60)));
        // When
        var found = upFile.read();
        // Then
        assertThat(found).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aForeignFileIsNamedAndKept() throws IOException {
        // Given
        Files.writeString(directory.resolve("up.json"), "{");
        // When
        assertThatIllegalStateException()
                .isThrownBy(upFile::read)
                // Then
                .withMessageStartingWith(directory.resolve("up.json") + " is not what limbeck wrote");
    }

    private static RunningStack running(long pid, Instant startedAt) {
        return new RunningStack(
                pid,
                startedAt,
                "127.0.0.1:9092",
                "cluster",
                Optional.of(URI.create("http://127.0.0.1:8080/")),
                List.of(new RunningService("orchestrator", 7, 8080, 9080)));
    }
}
