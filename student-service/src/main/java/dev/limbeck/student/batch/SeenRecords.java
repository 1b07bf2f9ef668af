package dev.limbeck.student.batch;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
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

    /** Looks a record up, and remembers it if it is new; in the order of each partition. */
    public Familiarity meet(int partition, long offset, Fingerprint fingerprint) {
        if (window == 0) {
            return Familiarity.NEW;
        }
        var seen = partitions.computeIfAbsent(partition, number -> new Partition());
        Entry before = seen.byId.get(fingerprint.id());
        if (before != null && before.offset >= offset - window) {
            return before.payload == fingerprint.payload() ? Familiarity.DUPLICATE : Familiarity.CONFLICT;
        }
        seen.remember(new Entry(offset, fingerprint.id(), fingerprint.payload()));
        return Familiarity.NEW;
    }

    /**
     * Forgets what no record can meet again that is still to be accounted for.
     *
     * @param offsets per partition, the next such record's
     */
    public void forgetBehind(SortedMap<Integer, Long> offsets) {
        offsets.forEach((partition, next) -> {
            var seen = partitions.get(partition);
            if (seen != null) {
                seen.forgetBefore(next - window);
            }
        });
    }

    /**
     * The window as it has to be for going on from these offsets.
     *
     * @param offsets per partition, the next record's
     */
    public SortedMap<Integer, String> pack(SortedMap<Integer, Long> offsets) {
        forgetBehind(offsets);
        var packed = new TreeMap<Integer, String>();
        offsets.forEach((partition, next) -> {
            var seen = partitions.get(partition);
            if (seen != null) {
                packed.put(partition, base64(seen.before(next)));
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

    private static String base64(List<Entry> entries) {
        var bytes = ByteBuffer.allocate(entries.size() * ENTRY_BYTES);
        entries.forEach(entry -> bytes.putLong(entry.offset).putLong(entry.id).putLong(entry.payload));
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private record Entry(long offset, long id, long payload) {}

    private static final class Partition {
        private final Map<Long, @Nullable Entry> byId = new HashMap<>();
        private final Deque<Entry> byOffset = new ArrayDeque<>();

        void remember(Entry entry) {
            byId.put(entry.id, entry);
            byOffset.add(entry);
        }

        void forgetBefore(long offset) {
            for (var oldest = byOffset.peek(); oldest != null && oldest.offset < offset; oldest = byOffset.peek()) {
                byOffset.remove();
                byId.remove(oldest.id, oldest);
            }
        }

        List<Entry> before(long offset) {
            return byOffset.stream().takeWhile(entry -> entry.offset < offset).toList();
        }
    }
}
