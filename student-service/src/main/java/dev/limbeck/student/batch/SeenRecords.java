package dev.limbeck.student.batch;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Recognises a record that came before within a window. The window is measured in offsets of a partition, so that it
 * does not depend on how partitions were read in turns, and a replay recognises the same records. Records of one id are
 * of one partition, as long as they are keyed by it.
 */
public final class SeenRecords {
    private final int window;
    private final Map<Integer, SeenInPartition> partitions = new HashMap<>();

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
        return partitions
                .computeIfAbsent(partition, number -> new SeenInPartition())
                .meet(offset, fingerprint, window);
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
     * The window as it has to be for going on from these offsets: per partition, each record's offset, id and payload as
     * big-endian 64-bit numbers.
     *
     * @param offsets per partition, the next record's
     */
    public SortedMap<Integer, ByteBuffer> pack(SortedMap<Integer, Long> offsets) {
        forgetBehind(offsets);
        var packed = new TreeMap<Integer, ByteBuffer>();
        offsets.forEach((partition, next) -> {
            var seen = partitions.get(partition);
            if (seen != null) {
                packed.put(partition, seen.packedBefore(next));
            }
        });
        return packed;
    }

    /**
     * Forgets what no longer was before: offsets at and behind these, and all of a partition that is not among them.
     *
     * @param offsets per partition, the next record's
     */
    public void goOnFrom(SortedMap<Integer, Long> offsets) {
        unpack(pack(offsets));
    }

    /** Takes over a packed window, in the place of all that was seen. */
    public void unpack(SortedMap<Integer, ByteBuffer> packed) {
        partitions.clear();
        packed.forEach((partition, entries) -> partitions.put(partition, SeenInPartition.unpacked(entries)));
    }
}
