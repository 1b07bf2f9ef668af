package dev.limbeck.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps two brokers off one directory, in this JVM and across processes, and knows who the other one is. The operating
 * system drops the lock with the process, so nothing has to be cleaned up after a crash.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String FILE_NAME = "broker.pid";

    /**
     * What this JVM holds. Asked before any file is touched: on POSIX systems, closing a second channel on a locked file
     * gives up the lock held through the first.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Takes the lock, or throws {@link BrokerDirectoryInUseException}. */
    static DirectoryLock take(Path existingDirectory) throws IOException {
        Path directory = existingDirectory.toRealPath();
        String ownPid = Long.toString(ProcessHandle.current().pid());
        if (!HELD.add(directory)) {
            throw new BrokerDirectoryInUseException(directory, ownPid);
        }
        boolean taken = false;
        FileChannel channel = null;
        try {
            Path file = directory.resolve(FILE_NAME);
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new BrokerDirectoryInUseException(directory, pidIn(file));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(ownPid.getBytes(StandardCharsets.US_ASCII)));
            taken = true;
            return new DirectoryLock(directory, channel);
        } finally {
            if (!taken) {
                HELD.remove(directory);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static String pidIn(Path file) throws IOException {
        String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "unknown" : pid;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            // Deleted while still held: once released, the file could be the next owner's.
            Files.deleteIfExists(directory.resolve(FILE_NAME));
        } finally {
            HELD.remove(directory);
        }
    }
}
