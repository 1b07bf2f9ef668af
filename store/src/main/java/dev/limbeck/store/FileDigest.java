package dev.limbeck.store;

import dev.limbeck.contract.artifact.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** SHA-256 of a file's content: by it a file is known to be the one that was meant. Lower-case hexadecimal. */
public final class FileDigest {
    private FileDigest() {}

    public static String of(Path file) throws IOException {
        var digest = Sha256.newDigest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[1 << 16];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The file itself, if it is what it has to be.
     *
     * @throws DamagedFileException when it has another digest, or cannot be read
     */
    public static Path require(Path file, String sha256) {
        try {
            String found = of(file);
            if (found.equals(sha256)) {
                return file;
            }
            throw new DamagedFileException("%s has SHA-256 %s, it has to be %s".formatted(file, found, sha256));
        } catch (IOException unreadable) {
            throw new DamagedFileException("%s cannot be read: %s".formatted(file, unreadable), unreadable);
        }
    }
}
