package dev.limbeck.student.service;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.DamagedFileException;
import dev.limbeck.store.ForbiddenFileException;
import dev.limbeck.store.StoreLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the network that a student starts from into the store, under its digest. */
record StudentNetworks(StoreLayout store) {
    private static final Logger log = LoggerFactory.getLogger(StudentNetworks.class);

    /** @return SHA-256 of the network as it is declared */
    String provide(StudentSpec student, Signature input) {
        return put(declared(student, input), student);
    }

    /**
     * The promoted artifact itself, so that the digest says whose weights they are.
     *
     * @return SHA-256 of the champion's network
     * @throws UnusableNetworkException when it is gone or damaged, or has other tensors than the student's network:
     *     who asked for the champion's weights is not given others instead
     */
    String provide(StudentSpec student, Signature input, Champion champion) {
        Path file = store.root().resolve(champion.location()).resolve(StoreLayout.NETWORK);
        try {
            if (!file.normalize().startsWith(store.root().normalize())) {
                throw new UnusableNetworkException("it is not inside the store");
            }
            byte[] network = readChecked(file);
            TorchScriptArchive declared = TorchScriptArchive.read(store.intactNetwork(provide(student, input)));
            declared.withTensors(TorchScriptArchive.read(file).tensorValues()); // throws if they do not fit
            return put(network, student);
        } catch (UnusableNetworkException unfit) {
            throw new UnusableNetworkException(
                    "student %s begins with the champion's weights, and %s cannot be used: %s"
                            .formatted(student.name(), champion.location(), unfit.getMessage()),
                    unfit);
        }
    }

    private static byte[] readChecked(Path file) {
        try {
            byte[] network = Files.readAllBytes(file);
            Path checksum = file.resolveSibling(StoreLayout.NETWORK + ".sha256");
            if (Files.exists(checksum) && !Files.readString(checksum).startsWith(Sha256.hex(network))) {
                throw new UnusableNetworkException(
                        "%s does not have the SHA-256 of %s".formatted(file.getFileName(), checksum.getFileName()));
            }
            return network;
        } catch (IOException e) {
            throw new UnusableNetworkException(file.getFileName() + " cannot be read", e);
        }
    }

    private String put(byte[] network, StudentSpec student) {
        String digest = Sha256.hex(network);
        try {
            if (!isThere(digest)) {
                AtomicFiles.writeFile(store.network(digest), network);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("network of student " + student.name() + " cannot be stored", e);
        }
        return digest;
    }

    /** What stands there under another's name is not left for whoever looks for that name. */
    private boolean isThere(String digest) {
        if (!Files.exists(store.network(digest))) {
            return false;
        }
        try {
            store.intactNetwork(digest);
            return true;
        } catch (DamagedFileException damaged) {
            log.error("A network in the store is written anew: {}", damaged.getMessage());
            return false;
        }
    }

    private byte[] declared(StudentSpec student, Signature input) {
        if (BuiltinNetworks.isBuiltin(student.network())) {
            return BuiltinNetworks.author(student.network(), input, student.seed());
        }
        try {
            Path file =
                    store.roots().admit("network of student %s".formatted(student.name()), Path.of(student.network()));
            // Nothing but a network is copied to where others can find it.
            TorchScriptArchive.read(file);
            return Files.readAllBytes(file);
        } catch (ForbiddenFileException forbidden) {
            throw new UnusableNetworkException(String.valueOf(forbidden.getMessage()), forbidden);
        } catch (UnusableNetworkException unfit) {
            throw unfit.of(declaredName(student));
        } catch (IOException e) {
            throw new UnusableNetworkException("cannot be read: " + e, e).of(declaredName(student));
        }
    }

    /** A network under the name that its owner gave it, and not that of its copy in the store. */
    static String declaredName(StudentSpec student) {
        return "network %s of student %s".formatted(student.network(), student.name());
    }
}
