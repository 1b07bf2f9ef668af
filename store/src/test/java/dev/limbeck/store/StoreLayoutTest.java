package dev.limbeck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLayoutTest {
    @TempDir
    Path root;

    @Test
    void knowsTheNewestGenerationThatHasCheckpointsOfAStudent() throws Exception {
        // Given
        var layout = new StoreLayout(root);
        Files.createDirectories(layout.checkpoints("digits", 2, "small"));
        Files.createDirectories(layout.checkpoints("digits", 10, "small"));
        Files.createDirectories(layout.checkpoints("digits", 11, "other"));
        Files.createDirectories(root.resolve("checkpoints/digits/gone/small"));
        // When, then
        assertThat(layout.newestGeneration("digits", "small")).hasValue(10);
        assertThat(layout.newestGeneration("digits", "none")).isEmpty();
        assertThat(layout.newestGeneration("letters", "small")).isEmpty();
    }
}
