package dev.limbeck.student.checkpoint;

import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The deduplication window on disk: a magic number, the number of partitions, then of each its number, how many records it
 * has, and each record's offset, id hash and payload hash. All numbers are big-endian.
 */
final class SeenFile {
    /** {@code LBSEEN}, and the version. */
    private static final long MAGIC = 0x4c42_5345_454e_0001L;

    private static final int ENTRY_BYTES = 3 * Long.BYTES;

    private SeenFile() {}

    /** @param seen per partition, entries as they are packed */
    static void write(Path file, SortedMap<Integer, ByteBuffer> seen) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeLong(MAGIC);
            out.writeInt(seen.size());
            for (var partition : seen.entrySet()) {
                var entries = partition.getValue().duplicate();
                out.writeInt(partition.getKey());
                out.writeInt(entries.remaining() / ENTRY_BYTES);
                var chunk = new byte[8192];
                while (entries.hasRemaining()) {
                    int length = Math.min(chunk.length, entries.remaining());
                    entries.get(chunk, 0, length);
                    out.write(chunk, 0, length);
                }
            }
        }
    }

    /** @throws IOException also when it is no such file */
    static SortedMap<Integer, ByteBuffer> read(CheckpointFolder checkpoint, StudentState state) throws IOException {
        return Files.exists(checkpoint.seen()) ? read(checkpoint.seen()) : ofEarlierRelease(state);
    }

    private static SortedMap<Integer, ByteBuffer> read(Path file) throws IOException {
        long left = Files.size(file);
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readLong() != MAGIC) {
                throw new IOException(file + " is no deduplication window that this release knows");
            }
            var seen = new TreeMap<Integer, ByteBuffer>();
            for (int partitions = in.readInt(); partitions > 0; partitions--) {
                int partition = in.readInt();
                long bytes = (long) in.readInt() * ENTRY_BYTES;
                if (bytes < 0 || bytes > left) {
                    throw new IOException("%s is cut short in partition %d".formatted(file, partition));
                }
                var entries = new byte[Math.toIntExact(bytes)];
                in.readFully(entries);
                seen.put(partition, ByteBuffer.wrap(entries).asReadOnlyBuffer());
            }
            return seen;
        }
    }

    private static SortedMap<Integer, ByteBuffer> ofEarlierRelease(StudentState state) {
        var seen = new TreeMap<Integer, ByteBuffer>();
        state.seen()
                .forEach((partition, text) -> seen.put(
                        partition,
                        ByteBuffer.wrap(Base64.getDecoder().decode(text)).asReadOnlyBuffer()));
        return seen;
    }
}
