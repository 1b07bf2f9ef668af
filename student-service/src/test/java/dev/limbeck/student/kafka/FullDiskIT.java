package dev.limbeck.student.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.status.StudentStatus.Phase;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A student whose store is on a file system that really runs full. */
class FullDiskIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);
    private static final String RUN = "full-disk";
    private static final int BEFORE = 12;
    private static final int FULL = 24;
    private static final int ALL = 42;

    @TempDir
    Path folder;

    private @Nullable SmallFileSystem mounted;

    @AfterEach
    void unmount() throws Exception {
        if (mounted != null) {
            mounted.close();
        }
    }

    @Test
    void aFullDiskPausesTrainingAndHarmsNothingAndSpaceLetsItGoOn() throws Exception {
        // Given
        var disk = SmallFileSystem.mountedAt(folder.resolve("disk"), 2);
        mounted = disk;
        Path store = disk.path().resolve("store");
        try (var broker = EmbeddedBroker.temporary()) {
            var topics = new StudentTopics(broker);
            topics.create(RUN);
            var student = TestStudent.in(store, topics, RUN, "small");
            topics.produce(RUN, 0, BEFORE * TestStudent.BATCH);
            student.start();
            await().atMost(LONG_ENOUGH).untilAsserted(() -> {
                assertThat(checkpoints(store)).hasSize(1);
                assertThat(student.ledger().trained()).isEqualTo((long) BEFORE * TestStudent.BATCH);
            });
            var earlier = checkpoints(store).get(0);
            String digest = earlier.digest();
            // When
            Path ballast = disk.fill();
            topics.produce(RUN, BEFORE * TestStudent.BATCH, (FULL - BEFORE) * TestStudent.BATCH);
            // Then
            await().atMost(LONG_ENOUGH).untilAsserted(() -> {
                assertThat(student.phase()).isEqualTo(Phase.PAUSED);
                assertThat(student.pausedBecause()).contains(store.toString(), "No space left on device");
            });
            long paused = student.ledger().trained();
            assertThat(paused).isLessThanOrEqualTo((long) FULL * TestStudent.BATCH);
            // When
            topics.produce(RUN, FULL * TestStudent.BATCH, (ALL - FULL) * TestStudent.BATCH);
            // Then
            await().during(Duration.ofSeconds(2)).atMost(LONG_ENOUGH).untilAsserted(() -> {
                assertThat(student.ledger().trained()).isEqualTo(paused);
                assertThat(checkpoints(store)).containsExactly(earlier);
            });
            assertThat(earlier.defect()).isEmpty();
            assertThat(earlier.digest()).isEqualTo(digest);
            // When
            Files.delete(ballast);
            // Then
            await().atMost(LONG_ENOUGH).untilAsserted(() -> {
                assertThat(student.phase()).isEqualTo(Phase.TRAINING);
                assertThat(student.ledger()).isEqualTo(new Ledger((long) ALL * TestStudent.BATCH, 0, 0, Map.of()));
            });
            student.stop();
            assertThat(student.savedLedger()).isEqualTo(student.ledger());
            assertThat(checkpoints(store))
                    .allSatisfy(checkpoint -> assertThat(checkpoint.defect()).isEmpty());
            topics.assertEveryOffsetIsInOneEntry(RUN, "small");
        }
    }

    /** Newest first. */
    private static List<CheckpointFolder> checkpoints(Path store) {
        try {
            return CheckpointFolder.newestFirst(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
