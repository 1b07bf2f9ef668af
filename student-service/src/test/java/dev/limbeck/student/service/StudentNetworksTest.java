package dev.limbeck.student.service;

import static org.assertj.core.api.Assertions.assertThat;
<<<<<<< HEAD
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.artifact.Normalisation;
import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.run.InputSpec;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.run.ReplaySpec;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.run.StudentSpec.LearnsFrom;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.builtin.BuiltinNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
=======
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.limbeck.contract.artifact.ArtifactRoots;
import dev.limbeck.contract.artifact.DamagedFileException;
import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.student.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
>>>>>>> 59ccc14 (Open files of declared roots only, and what has its digest)
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudentNetworksTest {
<<<<<<< HEAD
    private static final InputSpec INPUT = new InputSpec(Shape.of(1, 4, 4), 3, Normalisation.of(127, 64));

    @TempDir
    Path folder;

    @Test
    void whatIsNoNetworkIsRefusedUnderItsOwnersNameAndStaysOutOfTheStore() throws IOException {
        // Given
        var networks = new StudentNetworks(new StoreLayout(folder.resolve("store")));
        Path secret = Files.writeString(folder.resolve("secret"), "root:x:0:0");
        // Then
        assertThatThrownBy(() -> networks.provide(student(secret.toString()), INPUT))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageStartingWith("network %s of student small is no TorchScript archive: ".formatted(secret));
        assertThatThrownBy(() -> networks.provide(student("/none/mine.pt"), INPUT))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageStartingWith("network /none/mine.pt of student small does not exist; ");
        assertThat(folder.resolve("store")).doesNotExist();
    }

    @Test
    void aNetworkIsPutIntoTheStoreAsItIs() throws IOException {
        // Given
        var store = new StoreLayout(folder.resolve("store"));
        byte[] network = BuiltinNetworks.author("builtin:mlp-4", INPUT, 1);
        Path mine = Files.write(folder.resolve("mine.pt"), network);
        // When
        String digest = new StudentNetworks(store).provide(student(mine.toString()), INPUT);
        // Then
        assertThat(store.network(digest)).hasBinaryContent(network);
    }

    private static StudentSpec student(String network) {
        return new StudentSpec(
                "small", network, ObjectiveSpec.DEFAULT, OptimizerSpec.DEFAULT, LearnsFrom.STREAM, ReplaySpec.NONE, 1);
=======
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
        assertThat(Sha256.hexOfFile(store.intactNetwork(digest))).isEqualTo(digest);
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
        assertThat(mode(store.network(digest).getParent())).isEqualTo("rwx------");
    }

    @Test
    void aFileThatIsNoNetworkIsNotCopied() throws IOException {
        // Given
        Path secret = Files.writeString(folder.resolve("brought/shadow"), "root:secret");
        // When
        assertThatExceptionOfType(UnusableNetworkException.class)
                .isThrownBy(() -> networks.provide(Examples.student(secret.toString()), Examples.INPUT));
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
>>>>>>> 59ccc14 (Open files of declared roots only, and what has its digest)
    }
}
