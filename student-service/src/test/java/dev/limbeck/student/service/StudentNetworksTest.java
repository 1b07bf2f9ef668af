package dev.limbeck.student.service;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudentNetworksTest {
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
    }
}
