package dev.limbeck.orchestrator.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The application as it is packaged. */
class NoEngineIT {
    private static final Path LIBRARIES = Path.of("target", "quarkus-app", "lib");

    @Test
    void nothingThatComputesIsPackaged() throws IOException {
        try (var files = Files.walk(LIBRARIES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.contains("limbeck-contract"))
                    .noneMatch(name -> name.contains("pytorch") || name.contains("djl") || name.contains("onnx"));
        }
    }
}
