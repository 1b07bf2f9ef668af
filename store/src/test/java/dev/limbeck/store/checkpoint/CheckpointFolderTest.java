package dev.limbeck.store.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.checkpoint.CheckpointId;
import dev.limbeck.contract.checkpoint.StudentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFolderTest {
    private static final String ID = CheckpointId.at(203, 7).text();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path store;

    @Test
    void aCheckpointAsItWasWrittenIsWhole() throws IOException {
        assertThat(written().defect()).isEmpty();
    }

    @Test
    void everyFlippedBitOfAManifestIsNoticed() throws IOException {
        var checkpoint = written();
        Path manifest = checkpoint.path().resolve(CheckpointManifest.FILE);
        byte[] good = Files.readAllBytes(manifest);
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(manifest, flipped);

            assertThat(checkpoint.defect())
                    .as("with bit %d of %s", bit, CheckpointManifest.FILE)
                    .isPresent();
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"checkpointId\" | the manifest has no checkpointId",
                "\"files\" | the manifest has no files",
                "\"digest\" | the manifest has no digest",
                "\"state.json\" | the manifest does not list state.json",
                "\"weights.safetensors\" | the manifest does not list weights.safetensors",
                "\"optimizer.safetensors\" | the manifest does not list optimizer.safetensors",
            })
    void aManifestThatLacksAPartIsADefect(String key, String reason) throws IOException {
        var checkpoint = written();
        Path manifest = checkpoint.path().resolve(CheckpointManifest.FILE);
        Files.writeString(manifest, Files.readString(manifest).replace(key, "\"other\""));

        assertThat(checkpoint.defect())
                .hasValueSatisfying(defect -> assertThat(defect).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "{\"format\": \"limbeck.checkpoint/1\", \"files\": {}}"})
    void whatIsNoManifestIsADefect(String json) throws IOException {
        var checkpoint = written();
        Files.writeString(checkpoint.path().resolve(CheckpointManifest.FILE), json);

        assertThat(checkpoint.defect()).isPresent();
    }

    private CheckpointFolder written() throws IOException {
        return CheckpointFolder.write(store, ID, folder -> {
            Files.writeString(folder.resolve(CheckpointFolder.WEIGHTS), "weights");
            Files.writeString(folder.resolve(CheckpointFolder.OPTIMIZER), "optimizer");
            Files.writeString(folder.resolve(StudentState.FILE), "{}");
        });
    }
}
