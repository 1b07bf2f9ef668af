package dev.limbeck.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * What is in a file, unpacked where its name ends with {@code .gz}.
 *
 * @param mostBytes how much that can be at most, by the file's size
 */
record FileContent(InputStream in, long mostBytes) implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    /** Deflate cannot shrink anything further than this, so a file bounds what it may unpack to. */
    private static final long MAX_INFLATION = 1032;

    static FileContent of(Path path) throws IOException {
        boolean zipped = path.toString().endsWith(".gz");
        long mostBytes = Files.size(path) * (zipped ? MAX_INFLATION : 1);
        InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        try {
            return new FileContent(
                    zipped ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw, mostBytes);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
