package dev.limbeck.teacher.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.configuration.ConfigurationDigest;
import dev.limbeck.store.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherStoreTest {
    private static final ConfigurationDigest DECLARED = new ConfigurationDigest("declared", Optional.of("as first"));
    private static final ConfigurationDigest OTHER = new ConfigurationDigest("declared otherwise", Optional.empty());

    @TempDir
    Path folder;

    private TeacherStore store = new TeacherStore(new StoreLayout(Path.of("unset")), "digits");

    @BeforeEach
    void open() {
        store = new TeacherStore(new StoreLayout(folder.resolve("store")), "digits");
    }

    @Test
    void findsATeacherByTheDeclarationItWasMadeOf() throws IOException {
        // When
        var kept = store.keep(made("weights", Optional.empty()), DECLARED);
        // Then
        assertThat(store.find(DECLARED)).contains(kept);
        assertThat(store.find(OTHER)).isEmpty();
        assertThat(kept.version()).matches("t-[0-9a-f]{12}");
        assertThat(kept.networkFile()).hasContent("weights");
    }

    @Test
    void findsATeacherThatAnEarlierReleaseKeptUnderTheDigestOfThen() throws IOException {
        // Given
        var asFirst = new ConfigurationDigest("as first", Optional.empty());
        // When
        var kept = store.keep(made("weights", Optional.empty()), asFirst);
        // Then
        assertThat(store.find(DECLARED)).contains(kept);
    }

    @Test
    void doesNotTrustAFileThatHasChanged() throws IOException {
        // Given
        var kept = store.keep(made("weights", Optional.empty()), DECLARED);
        Files.writeString(kept.networkFile(), "torn");
        // When
        var found = store.find(DECLARED);
        var again = store.keep(made("weights", Optional.empty()), DECLARED);
        // Then
        assertThat(found).isEmpty();
        assertThat(again.networkFile()).hasContent("weights");
    }

    @Test
    void refusesToGiveAVersionToAnotherNetwork() throws IOException {
        // Given
        store.keep(made("weights", Optional.of("v7")), DECLARED);
        // When, then
        assertThatThrownBy(() -> store.keep(made("other weights", Optional.of("v7")), OTHER))
                .isInstanceOf(NoTeacherException.class)
                .hasMessageContaining("v7");
    }

    @Test
    void isMadeByOneAtATime() throws IOException {
        try (var held = TrainingLock.tryTake(store.folder()).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(TrainingLock.tryTake(store.folder())).isEmpty();
        }
        try (var next = TrainingLock.tryTake(store.folder()).orElseThrow()) {
            assertThat(next).isNotNull();
        }
    }

    private MadeTeacher made(String weights, Optional<String> version) throws IOException {
        Path file = Files.writeString(folder.resolve("made.pt"), weights);
        var metadata = new ArtifactMetadata("builtin:mlp-16", Examples.input(), 42, Map.of("seed", "1"));
        return new MadeTeacher(file, metadata, Optional.empty(), version);
    }
}
