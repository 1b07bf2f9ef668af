package dev.limbeck.student.service;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.store.ArtifactRoots;
import dev.limbeck.store.DamagedFileException;
import dev.limbeck.store.FileDigest;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.student.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudentNetworksTest {
    @TempDir
    private Path folder;

    private StoreLayout store;
    private StudentNetworks networks;

    @BeforeEach
    void openStore() throws IOException {
        Path brought = Files.createDirectories(folder.resolve("brought"));
        store = new StoreLayout(folder.resolve("store"), new ArtifactRoots(List.of(brought)));
        networks = new StudentNetworks(store);
    }

    @Test
    void aNetworkThatWasSwappedUnderItsDigestIsNeitherRunNorLeft() throws IOException {
        // Given
        String digest = networks.provide(Examples.student("builtin:mlp-8"), Examples.INPUT);
        Files.write(store.network(digest), BuiltinNetworks.author("builtin:mlp-16", Examples.INPUT, 7));
        // Then
        assertThatExceptionOfType(DamagedFileException.class)
                .isThrownBy(() -> store.intactNetwork(digest))
                .withMessageContaining("has SHA-256");
        // When
        networks.provide(Examples.student("builtin:mlp-8"), Examples.INPUT);
        // Then
        assertThat(FileDigest.of(store.intactNetwork(digest))).isEqualTo(digest);
    }

    @Test
    void aNetworkThatIsBroughtIsKeptForItsOwnerAlone() throws IOException {
        // Given
        Path brought = folder.resolve("brought/student.pt");
        Files.write(brought, BuiltinNetworks.author("builtin:mlp-8", Examples.INPUT, 7));
        // When
        String digest = networks.provide(Examples.student(brought.toString()), Examples.INPUT);
        // Then
        assertThat(mode(store.intactNetwork(digest))).isEqualTo("rw-------");
        assertThat(mode(requireNonNull(store.network(digest).getParent()))).isEqualTo("rwx------");
    }

    @Test
    void aFileThatIsNoNetworkIsNotCopied() throws IOException {
        // Given
        Path secret = Files.writeString(folder.resolve("brought/shadow"), "root:secret");
        // When
        assertThatExceptionOfType(UnusableNetworkException.class)
                .isThrownBy(() -> networks.provide(Examples.student(secret.toString()), Examples.INPUT))
                .withMessageStartingWith("network %s of student ", secret)
                .withMessageContaining(" is no TorchScript archive: ");
        // Then
        assertThat(store.root()).doesNotExist();
    }

    @Test
    void aFileOutsideOfTheRootsIsNotEvenLookedFor() throws IOException {
        // Given
        Path network = folder.resolve("elsewhere.pt");
        Files.write(network, BuiltinNetworks.author("builtin:mlp-8", Examples.INPUT, 7));
        // Then
        for (Path outside : List.of(network, folder.resolve("absent.pt"))) {
            assertThatExceptionOfType(UnusableNetworkException.class)
                    .isThrownBy(() -> networks.provide(Examples.student(outside.toString()), Examples.INPUT))
                    .withMessageEndingWith("is " + outside + ", which may not be read; allowed are files in the folders"
                            + " of limbeck.artifacts.roots");
        }
        assertThat(store.root()).doesNotExist();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
