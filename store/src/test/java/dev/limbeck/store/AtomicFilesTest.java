package dev.limbeck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path folder;

    @Test
    void aFolderWhoseContentFailsNeverAppears() throws IOException {
        Path target = folder.resolve("checkpoint");

        assertThatThrownBy(() -> AtomicFiles.writeFolder(target, files -> {
                    Files.writeString(files.resolve("a"), "half");
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");

        assertThat(entries()).isEmpty();
    }

    @Test
    void nobodyButTheOwnerCanReadOrChangeWhatIsWritten() throws IOException {
        // When
        AtomicFiles.writeFile(folder.resolve("new/deeper/file"), new byte[1]);
        AtomicFiles.writeFolder(folder.resolve("new/checkpoint"), files -> Files.writeString(files.resolve("a"), "x"));
        // Then
        for (String file : List.of("new/deeper/file", "new/checkpoint/a")) {
            assertThat(mode(file)).as(file).isEqualTo("rw-------");
        }
        for (String made : List.of("new", "new/deeper", "new/checkpoint")) {
            assertThat(mode(made)).as(made).isEqualTo("rwx------");
        }
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
    }

    @Test
    void aFolderThatIsThereIsNotOverwritten() throws IOException {
        Path target = folder.resolve("checkpoint");
        AtomicFiles.writeFolder(target, files -> Files.writeString(files.resolve("a"), "first"));

        assertThatThrownBy(
                        () -> AtomicFiles.writeFolder(target, files -> Files.writeString(files.resolve("a"), "second")))
                .isInstanceOf(FileAlreadyExistsException.class);

        assertThat(target.resolve("a")).hasContent("first");
        assertThat(entries()).containsExactly("checkpoint");
    }

    @Test
    void aLinkMovesInOneStep() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        Path link = folder.resolve("champion");

        AtomicFiles.moveLink(link, first);
        AtomicFiles.moveLink(link, second);

        assertThat(link.toRealPath()).isEqualTo(second.toRealPath());
        assertThat(entries()).containsExactlyInAnyOrder("champion", "first", "second");
    }

    @Test
    void movedFilesStandUnderTheirNewNamesAlone() throws IOException {
        // Given
        Path source = Files.writeString(folder.resolve("state.json"), "new");
        Path target = folder.resolve("pruned").resolve("state.json");
        AtomicFiles.writeFile(target, new byte[] {1});
        // When
        AtomicFiles.moveFiles(Map.of(source, target));
        // Then
        assertThat(target).hasContent("new");
        assertThat(entries()).containsExactly("pruned");
    }

    @Test
    void aFileIsReplacedWhole() throws IOException {
        Path file = folder.resolve("state.json");
        AtomicFiles.writeFile(file, new byte[] {1});
        AtomicFiles.writeFile(file, new byte[] {2, 3});
        assertThat(file).hasBinaryContent(new byte[] {2, 3});
        assertThat(entries()).containsExactly("state.json");
    }

    private List<String> entries() throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).toList();
        }
    }
}
