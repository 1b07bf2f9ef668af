package dev.limbeck.network.djl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** TorchScript archives that say something else than they did. */
final class Archives {
    private Archives() {}

    /** The same archive, but for its source. */
    static Path withSource(Path archive, Path changed, String before, String after) throws IOException {
        try (var original = new ZipFile(archive.toFile());
                var copy = new ZipOutputStream(Files.newOutputStream(changed))) {
            for (var entry : original.stream().toList()) {
                byte[] bytes = original.getInputStream(entry).readAllBytes();
                if (entry.getName().endsWith(".py")) {
                    bytes = new String(bytes, UTF_8).replace(before, after).getBytes(UTF_8);
                }
                copy.putNextEntry(new ZipEntry(entry.getName()));
                copy.write(bytes);
            }
        }
        return changed;
    }
}
