package dev.limbeck.student.kafka;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A file system of its own, in memory, small enough to be filled. */
record SmallFileSystem(Path path) implements AutoCloseable {
    private static final int PAGE = 4096;

    /** Skips the test, and says why, where this process may not mount anything. */
    static SmallFileSystem mountedAt(Path path, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(path);
        String refusal = refusal("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", path.toString());
        Assumptions.assumeTrue(refusal.isEmpty(), () -> "a small file system cannot be mounted here: " + refusal);
        return new SmallFileSystem(path);
    }

    /** Leaves not one byte. @return the file that takes the space */
    Path fill() throws IOException {
        Path ballast = path.resolve("ballast");
        try (var channel = FileChannel.open(ballast, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (Files.getFileStore(path).getUsableSpace() > 0) {
                channel.write(ByteBuffer.allocate(PAGE));
            }
        }
        return ballast;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (!refusal("umount", path.toString()).isEmpty()) { // a file is open still: gone once it is closed
            String refusal = refusal("umount", "--lazy", path.toString());
            if (!refusal.isEmpty()) {
                throw new IOException(path + " is still mounted: " + refusal);
            }
        }
    }

    private static String refusal(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return command[0] + " does not end";
            }
            return process.exitValue() == 0 ? "" : command[0] + " failed: " + said.strip();
        } catch (IOException absent) {
            return String.valueOf(absent.getMessage());
        }
    }
}
