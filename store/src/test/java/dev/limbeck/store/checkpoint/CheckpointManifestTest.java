package dev.limbeck.store.checkpoint;

import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.golden.GoldenFiles;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every release finds a checkpoint by. */
class CheckpointManifestTest {
    private static final CheckpointManifest.FileEntry ENTRY =
            new CheckpointManifest.FileEntry(1204, "9b0b1a3f0e7e8b31eb4e1a8d7ee0c9a0d1e2f3a4b5c6d7e8f90123456789abcd");
    private static final GoldenFiles<CheckpointManifest> GOLDEN = GoldenFiles.of(
            CheckpointManifest.class,
            "manifest",
            Map.of(
                    "manifest",
                    new CheckpointManifest(
                            CheckpointManifest.FORMAT,
                            "step-0000000300-w0001",
                            new TreeMap<>(Map.of(
                                    StudentState.FILE,
                                    ENTRY,
                                    CheckpointFolder.WEIGHTS,
                                    ENTRY,
                                    CheckpointFolder.OPTIMIZER,
                                    ENTRY)),
                            "61be55a8e2f6b4e172338bddf184d6dbee29c98853e0a0485ecee7f27b9af0b4")));

    @Test
    void isWrittenAndReadAsItsGoldenFileSays() throws IOException {
        GOLDEN.holdToday();
    }
}
