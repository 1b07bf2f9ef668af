package dev.limbeck.network.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.jspecify.annotations.Nullable;

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
    /** What a writer may say of the file. */
    private static final String METADATA = "__metadata__";

    /** The JDK copies what it writes from the heap into direct memory, as much as it is given, and keeps that memory. */
    private static final int WRITTEN_AT_ONCE = 1 << 20;

    private SafeTensors() {}

    private record Entry(
            @Nullable String dtype,
            @Nullable List<Long> shape,
            @Nullable List<Long> data_offsets) {}

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

    /** @throws IOException when the file is no safetensors file, or not what its header says */
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
            Map<String, Entry> entries = entries(file, header);
            var values = readAll(channel, Math.toIntExact(size - LENGTH_BYTES - headerLength));
            return tensors(file, entries, values);
        }
    }

    private static Map<String, Entry> entries(Path file, byte[] header) throws IOException {
        try {
            JsonNode names = JSON.readTree(header);
            if (!(names instanceof ObjectNode tensors)) {
                throw new IOException(file + " is no safetensors file: its header is no JSON object");
            }
            tensors.remove(METADATA);
            return JSON.convertValue(tensors, new TypeReference<LinkedHashMap<String, Entry>>() {});
        } catch (JsonProcessingException | IllegalArgumentException malformed) {
            throw new IOException(
                    "%s is no safetensors file: its header is %s".formatted(file, malformed.getMessage()), malformed);
        }
    }

    private static SortedMap<String, HostTensor> tensors(Path file, Map<String, Entry> entries, ByteBuffer values)
            throws IOException {
        var tensors = new TreeMap<String, HostTensor>();
        for (var entry : entries.entrySet()) {
            tensors.put(entry.getKey(), tensor(file, entry.getKey(), entry.getValue(), values));
        }
        return tensors;
    }

    private static HostTensor tensor(Path file, String name, @Nullable Entry entry, ByteBuffer values)
            throws IOException {
        if (entry == null
                || entry.dtype() == null
                || entry.shape() == null
                || entry.data_offsets() == null
                || entry.data_offsets().size() != 2) {
            throw new IOException("%s has a tensor %s without type, shape or place".formatted(file, name));
        }
        long begin = entry.data_offsets().get(0);
        long end = entry.data_offsets().get(1);
        if (begin < 0 || end < begin || end > values.capacity()) {
            throw new IOException("%s: tensor %s stands at %d to %d of %d bytes"
                    .formatted(file, name, begin, end, values.capacity()));
        }
        if (end - begin != bytes(file, name, entry.dtype(), entry.shape())) {
            throw new IOException("%s: tensor %s of %s %s has %d bytes"
                    .formatted(file, name, entry.dtype(), entry.shape(), end - begin));
        }
        return new HostTensor(entry.dtype(), entry.shape(), values.slice((int) begin, (int) (end - begin)));
    }

    /** How many a tensor has; -1 where no tensor has so many. */
    private static long bytes(Path file, String name, String type, List<Long> shape) throws IOException {
        long bytes = ElementWidth.of(type)
                .orElseThrow(() -> new IOException(
                        "%s: tensor %s is of type %s, known are %s".formatted(file, name, type, ElementWidth.known())));
        for (long extent : shape) {
            if (extent < 0 || (extent > 0 && bytes > Integer.MAX_VALUE / extent)) {
                return -1;
            }
            bytes *= extent;
        }
        return bytes;
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
