package dev.limbeck.student.batch;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ProductionRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a record that came before within a window. The window is measured in offsets of a partition, so that it
 * does not depend on how partitions were read in turns, and a replay recognises the same records. Records of one id are
 * of one partition, as long as they are keyed by it.
 */
public final class SeenRecords {
    private static final int ENTRY_BYTES = 3 * Long.BYTES;

    private final int window;
    private final Map<Integer, Partition> partitions = new HashMap<>();

    /** @param window offsets to look back; 0 recognises nothing */
    public SeenRecords(int window) {
        this.window = window;
    }

    /** What a record is to those before it. */
    public enum Familiarity {
        NEW,
        DUPLICATE,
        /** Its id has been there, with another payload. */
        CONFLICT
    }

    /** Looks a record up, and remembers it if it is new. */
    public Familiarity meet(int partition, long offset, DistillationExample example) {
        if (window == 0) {
            return Familiarity.NEW;
        }
        ProductionRecord record = example.record();
        long id = hash(record.recordId().getBytes(StandardCharsets.UTF_8));
        var seen = partitions.computeIfAbsent(partition, number -> new Partition());
        Entry before = seen.byId.get(id);
        long payload = hash(payload(record));
        if (before != null && before.offset >= offset - window) {
            return before.payload == payload ? Familiarity.DUPLICATE : Familiarity.CONFLICT;
        }
        seen.remember(new Entry(offset, id, payload));
        return Familiarity.NEW;
    }

    /**
     * The window as it has to be for going on from these offsets.
     *
     * @param offsets per partition, the next record's
     */
    public SortedMap<Integer, String> pack(SortedMap<Integer, Long> offsets) {
        var packed = new TreeMap<Integer, String>();
        offsets.forEach((partition, next) -> {
            var seen = partitions.get(partition);
            if (seen != null) {
                seen.byOffset.headMap(next - window).values().forEach(old -> seen.byId.remove(old.id, old));
                seen.byOffset.headMap(next - window).clear();
                packed.put(partition, base64(seen.byOffset.headMap(next)));
            }
        });
        return packed;
    }

    /** Takes over a packed window, in the place of all that was seen. */
    public void unpack(SortedMap<Integer, String> packed) {
        partitions.clear();
        packed.forEach((partition, text) -> {
            var seen = partitions.computeIfAbsent(partition, number -> new Partition());
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            while (bytes.remaining() >= ENTRY_BYTES) {
                seen.remember(new Entry(bytes.getLong(), bytes.getLong(), bytes.getLong()));
            }
        });
    }

    private static String base64(SortedMap<Long, Entry> entries) {
        var bytes = ByteBuffer.allocate(entries.size() * ENTRY_BYTES);
        entries.values()
                .forEach(entry -> bytes.putLong(entry.offset).putLong(entry.id).putLong(entry.payload));
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** What makes two records of one id the same record: its input and its label, not when it was sent. */
    private static byte[] payload(ProductionRecord record) {
        var values = record.input().values();
        var bytes = ByteBuffer.allocate(values.remaining() + Integer.BYTES);
        return bytes.put(values).putInt(record.hardLabel().orElse(-1)).array();
    }

    private static long hash(byte[] bytes) {
        return ByteBuffer.wrap(Sha256.digest(bytes)).getLong();
    }

    private record Entry(long offset, long id, long payload) {}

    private static final class Partition {
        private final Map<Long, @Nullable Entry> byId = new HashMap<>();
        private final TreeMap<Long, Entry> byOffset = new TreeMap<>();

        void remember(Entry entry) {
            byId.put(entry.id, entry);
            byOffset.put(entry.offset, entry);
        }
    }
}
