package dev.limbeck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactRootsTest {
    private static final String FIELD = "spec.teacher.artifact";

    @TempDir
    private Path folder;

    private Path root;
    private Path outside;
    private ArtifactRoots roots;

    @BeforeEach
    void makeFiles() throws IOException {
        root = Files.createDirectories(folder.resolve("artifacts"));
        outside = Files.writeString(folder.resolve("shadow"), "secret");
        Files.writeString(root.resolve("teacher.pt"), "weights");
        roots = new ArtifactRoots(List.of(root));
    }

    @Test
    void aFileInARootIsAdmittedThereOrNot() {
        assertThat(roots.admit(FIELD, root.resolve("teacher.pt"))).isEqualTo(root.resolve("teacher.pt"));
        assertThat(roots.admit(FIELD, root.resolve("deeper/missing.pt"))).isEqualTo(root.resolve("deeper/missing.pt"));
    }

    @Test
    void anyOtherIsRefusedInTheSameWordsWhetherItIsThereOrNot() {
        // When
        var present = catchThrowable(() -> roots.admit(FIELD, outside));
        var absent = catchThrowable(() -> roots.admit(FIELD, folder.resolve("absent")));
        // Then
        assertThat(present).isInstanceOf(ForbiddenFileException.class);
        assertThat(absent).isInstanceOf(ForbiddenFileException.class);
        assertThat(String.valueOf(present.getMessage()).replace(outside.toString(), "FILE"))
                .isEqualTo(String.valueOf(absent.getMessage())
                        .replace(folder.resolve("absent").toString(), "FILE"))
                .isEqualTo("spec.teacher.artifact is FILE, which may not be read; allowed are files in the folders of"
                        + " limbeck.artifacts.roots");
    }

    @Test
    void noDotsAndNoLinksLeadOut() throws IOException {
        // Given
        Files.createSymbolicLink(root.resolve("link.pt"), outside);
        Files.createSymbolicLink(root.resolve("dangling.pt"), folder.resolve("absent"));
        Files.createSymbolicLink(root.resolve("up"), folder);
        // Then
        for (String path :
                List.of("../shadow", "link.pt", "dangling.pt", "up/shadow", "up/absent", "../artifacts-2/x")) {
            assertThatExceptionOfType(ForbiddenFileException.class)
                    .as(path)
                    .isThrownBy(() -> roots.admit(FIELD, root.resolve(path)));
        }
    }

    @Test
    void aLinkThatStaysInsideIsFollowed() throws IOException {
        // Given
        Path link = Files.createSymbolicLink(root.resolve("newest.pt"), root.resolve("teacher.pt"));
        // Then
        assertThat(roots.admit(FIELD, link)).isEqualTo(link);
    }

    @Test
    void aRootMayBeALinkItself() throws IOException {
        // Given
        Path alias = Files.createSymbolicLink(folder.resolve("alias"), root);
        // Then
        assertThat(new ArtifactRoots(List.of(alias)).admit(FIELD, alias.resolve("teacher.pt")))
                .isEqualTo(alias.resolve("teacher.pt"));
    }
}
