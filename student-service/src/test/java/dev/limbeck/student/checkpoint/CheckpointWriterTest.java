package dev.limbeck.student.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.network.NetworkState;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import dev.limbeck.student.replay.ReplayBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CheckpointWriterTest {
    private static final StudentCheckpoint CHECKPOINT = new StudentCheckpoint(
            StudentState.initial("run", 1, "small", 1, new StudentState.Lineage("n", "c", "", 1, 1)),
            new NetworkState(new TreeMap<>(), new TreeMap<>()),
            ReplayBuffer.Contents.NONE,
            new TreeMap<>());

    @Test
    void aFullDiskIsTriedAgainUntilThereIsSpace() {
        // Given
        var full = new AtomicBoolean(true);
        try (var writer = new CheckpointWriter("small", checkpoint -> {
            if (full.get()) {
                throw new UncheckedIOException(new IOException("No space left on device"));
            }
            return new CheckpointFolder(Path.of(checkpoint.checkpointId()));
        })) {
            writer.start(CompletableFuture.completedFuture(CHECKPOINT));
            await().untilAsserted(() -> assertThat(writer.trouble().orElse("")).contains("No space left on device"));
            assertThat(writer.takeFinished()).isEmpty();
            // When
            full.set(false);
            // Then
            await().untilAsserted(() -> assertThat(writer.trouble()).isEmpty());
            assertThat(writer.awaitFinished().orElseThrow().checkpoint()).isEqualTo(CHECKPOINT);
            assertThat(writer.isBusy()).isFalse();
        }
    }

    @Test
    void whoIsToStopDoesNotWaitForSpace() {
        // Given
        try (var writer = new CheckpointWriter("small", checkpoint -> {
            throw new UncheckedIOException(new IOException("No space left on device"));
        })) {
            writer.start(CompletableFuture.completedFuture(CHECKPOINT));
            await().until(() -> writer.trouble().isPresent());
            // When
            writer.stopTrying();
            // Then
            assertThatThrownBy(writer::awaitFinished)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("No space left on device");
        }
    }
}
