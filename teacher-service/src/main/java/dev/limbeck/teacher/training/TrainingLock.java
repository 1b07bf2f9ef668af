package dev.limbeck.teacher.training;

import dev.limbeck.store.AtomicFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held by the one replica that makes the teacher. The operating system gives it back however its holder dies. */
final class TrainingLock implements AutoCloseable {
    private static final String FILE = ".making.lock";

    private final FileChannel channel;

    private TrainingLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty while another replica holds it. */
    static Optional<TrainingLock> tryTake(Path folder) throws IOException {
        AtomicFiles.createFolders(folder);
        var channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            FileLock lock = channel.tryLock();
            taken = lock != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            // As if another process held it.
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        return taken ? Optional.of(new TrainingLock(channel)) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
