package dev.limbeck.network.torchscript;

import dev.limbeck.network.UnusableNetworkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads a zip into memory as far as that is safe: what is stored counts against the file's own size, what is compressed
 * is counted while it is inflated. PyTorch compresses code and nothing else.
 */
final class ArchiveEntries {
    /** All compressed entries together: source code, of which the largest known networks have a few megabytes. */
    private static final long MOST_INFLATED = 32 << 20;

    private static final int MOST_ENTRIES = 65_536;

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final long fileBytes;
    private long stored;
    private long inflated;

    private ArchiveEntries(long fileBytes) {
        this.fileBytes = fileBytes;
    }

    /**
     * Content by name, without the leading folder.
     *
     * @param mostBytes of the file
     * @throws UnusableNetworkException when it is larger, or its entries are more than the file can hold
     * @throws IOException when it is no zip
     */
    static Map<String, byte[]> read(Path file, long mostBytes) throws IOException {
        long bytes = Files.size(file);
        if (bytes > mostBytes) {
            throw new UnusableNetworkException(
                    "has %d bytes, this process reads at most %d, half of its heap; give it a larger one with -Xmx"
                            .formatted(bytes, mostBytes));
        }
        var reading = new ArchiveEntries(bytes);
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw new UnusableNetworkException(
                        "has %d entries, allowed are at most %d".formatted(zip.size(), MOST_ENTRIES));
            }
            for (ZipEntry entry : Collections.list(zip.entries())) {
                reading.add(zip, entry);
            }
        }
        return reading.entries;
    }

    private void add(ZipFile zip, ZipEntry entry) throws IOException {
        String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
        try (InputStream content = zip.getInputStream(entry)) {
            if (entry.getMethod() == ZipEntry.STORED) {
                stored += entry.getSize();
                requireAtMost(stored, fileBytes, name);
                entries.put(name, content.readNBytes(Math.toIntExact(entry.getSize())));
            } else {
                requireCompressible(name);
                byte[] bytes = content.readNBytes((int) (MOST_INFLATED - inflated + 1));
                inflated += bytes.length;
                requireAtMost(inflated, MOST_INFLATED, name);
                entries.put(name, bytes);
            }
        }
    }

    /** Numbers are read where they stand, which only works where they are stored. */
    private static void requireCompressible(String name) {
        if (name.startsWith("data/") || name.startsWith("constants/")) {
            throw new UnusableNetworkException(
                    "has a compressed entry %s, which TorchScript stores; save it with torch.jit.save".formatted(name));
        }
    }

    private static void requireAtMost(long bytes, long most, String name) {
        if (bytes > most) {
            throw new UnusableNetworkException(
                    "unpacks to more than %d bytes at its entry %s, more than a TorchScript archive of its size does"
                            .formatted(most, name));
        }
    }
}
