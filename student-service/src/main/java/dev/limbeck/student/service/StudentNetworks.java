package dev.limbeck.student.service;

import dev.limbeck.contract.artifact.AtomicFiles;
import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.run.InputSpec;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.builtin.BuiltinNetworks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts the network that a student starts from into the store, under its digest. */
record StudentNetworks(StoreLayout store) {
    /** @return the network's SHA-256 */
    String provide(StudentSpec student, InputSpec input) {
        byte[] network = read(student, input);
        String digest = Sha256.hex(network);
        Path target = store.network(digest);
        if (!Files.exists(target)) {
            try {
                AtomicFiles.writeFile(target, network);
            } catch (IOException e) {
                throw new UncheckedIOException("network of student " + student.name() + " cannot be stored", e);
            }
        }
        return digest;
    }

    private static byte[] read(StudentSpec student, InputSpec input) {
        if (BuiltinNetworks.isBuiltin(student.network())) {
            return BuiltinNetworks.author(student.network(), input, student.seed());
        }
        try {
            return Files.readAllBytes(Path.of(student.network()));
        } catch (IOException e) {
            throw new UnusableNetworkException(
                    "network of student %s cannot be read: %s".formatted(student.name(), student.network()), e);
        }
    }
}
