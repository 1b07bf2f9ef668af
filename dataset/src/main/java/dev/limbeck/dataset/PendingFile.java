package dev.limbeck.dataset;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/** A compressed file under a temporary name, which takes its real name only once it is whole and on disk. */
final class PendingFile implements AutoCloseable {

    private final Path target;
    private final Path temporary;

    private PendingFile(Path target, Path temporary) {
        this.target = target;
        this.temporary = temporary;
    }

    static PendingFile beside(Path target) {
        var name = ".%s.%d.tmp"
                .formatted(target.getFileName(), ProcessHandle.current().pid());
        return new PendingFile(target, target.resolveSibling(name));
    }

    void fill(Content content) throws IOException {
        try (var channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var zipped = new GZIPOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
            content.writeTo(zipped);
            zipped.finish();
            zipped.flush();
            channel.force(true);
        }
    }

    void publish() throws IOException {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes what was not published. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }

    /** What goes into the file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
