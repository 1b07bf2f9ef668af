package dev.limbeck.network.safetensors;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files of named tensors that any safetensors reader opens: eight bytes with the header's length, the header as JSON,
 * then the values. Tensors stand in the order of their names, so equal tensors give equal bytes.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
public final class SafeTensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LENGTH_BYTES = Long.BYTES;
    private static final int LARGEST_HEADER = 100_000_000; // the format's own limit
    private static final int ALIGNMENT = 8;
    /** The JDK copies what it writes from the heap into direct memory, as much as it is given, and keeps that memory. */
    private static final int WRITTEN_AT_ONCE = 1 << 20;

    private SafeTensors() {}

    private record Entry(String dtype, List<Long> shape, List<Long> data_offsets) {}

    public static void write(Path file, SortedMap<String, HostTensor> tensors) throws IOException {
        var entries = new LinkedHashMap<String, Entry>();
        long offset = 0;
        for (var tensor : tensors.entrySet()) {
            HostTensor value = tensor.getValue();
            long end = offset + value.values().remaining();
            entries.put(tensor.getKey(), new Entry(value.elementType(), value.shape(), List.of(offset, end)));
            offset = end;
        }
        byte[] header = padded(JSON.writeValueAsBytes(entries));
        var length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        length.putLong(header.length).flip();
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writeAll(channel, length);
            writeAll(channel, ByteBuffer.wrap(header));
            for (HostTensor tensor : tensors.values()) {
                writeAll(channel, tensor.values());
            }
        }
    }

    /** @throws IOException when the file is no safetensors file or shorter than its header says */
    public static SortedMap<String, HostTensor> read(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            long headerLength = size < LENGTH_BYTES
                    ? -1
                    : readAll(channel, LENGTH_BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong();
            if (headerLength < 2 || headerLength > LARGEST_HEADER || headerLength > size - LENGTH_BYTES) {
                throw new IOException(
                        "%s is no safetensors file: %d bytes, header of %d".formatted(file, size, headerLength));
            }
            byte[] header = readAll(channel, (int) headerLength).array();
            Map<String, Entry> entries = JSON.readValue(header, new TypeReference<>() {});
            var values = readAll(channel, Math.toIntExact(size - LENGTH_BYTES - headerLength));
            return tensors(file, entries, values);
        }
    }

    private static SortedMap<String, HostTensor> tensors(Path file, Map<String, Entry> entries, ByteBuffer values)
            throws IOException {
        var tensors = new TreeMap<String, HostTensor>();
        for (var entry : entries.entrySet()) {
            long begin = entry.getValue().data_offsets().get(0);
            long end = entry.getValue().data_offsets().get(1);
            if (begin < 0 || end < begin || end > values.capacity()) {
                throw new IOException("%s: tensor %s stands at %d to %d of %d bytes"
                        .formatted(file, entry.getKey(), begin, end, values.capacity()));
            }
            tensors.put(
                    entry.getKey(),
                    new HostTensor(entry.getValue().dtype(), entry.getValue().shape(), values.slice((int) begin, (int)
                            (end - begin))));
        }
        return tensors;
    }

    private static byte[] padded(byte[] header) {
        int length = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] padded = new String(header, StandardCharsets.UTF_8)
                .concat(" ".repeat(length - header.length))
                .getBytes(StandardCharsets.UTF_8);
        return padded;
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + WRITTEN_AT_ONCE));
            channel.write(bytes);
        }
    }

    private static ByteBuffer readAll(FileChannel channel, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new IOException("the file ended after " + bytes.position() + " of " + length + " bytes");
            }
        }
        return bytes.flip();
    }
}
