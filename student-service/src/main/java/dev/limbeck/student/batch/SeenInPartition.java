package dev.limbeck.student.batch;

import com.carrotsearch.hppc.LongLongHashMap;
import dev.limbeck.student.batch.SeenRecords.Familiarity;
import java.nio.ByteBuffer;

/**
 * Records of one partition, by their offsets and by their ids. Every record of a stream comes by here on the thread that
 * trains, so entries are numbers side by side, and nothing for the garbage collector.
 */
final class SeenInPartition {
    private static final int NUMBERS = 3;
    private static final int ID = 1;
    private static final int PAYLOAD = 2;
    private static final int ENTRY_BYTES = NUMBERS * Long.BYTES;
    private static final int FIRST_CAPACITY = 1024;

    /** Of entries; a power of two. */
    private int capacity = FIRST_CAPACITY;
    /** A ring of offset, id and payload: those of entry n at n modulo capacity. */
    private long[] ring = new long[NUMBERS * FIRST_CAPACITY];

    private long oldest;
    private long next;
    private final LongLongHashMap newestById = new LongLongHashMap();

    /** @param window offsets to look back */
    Familiarity meet(long offset, Fingerprint fingerprint, int window) {
        int found = newestById.indexOf(fingerprint.id());
        if (newestById.indexExists(found)) {
            int before = place(newestById.indexGet(found));
            if (ring[before] >= offset - window) {
                return ring[before + PAYLOAD] == fingerprint.payload() ? Familiarity.DUPLICATE : Familiarity.CONFLICT;
            }
        }
        remember(offset, fingerprint.id(), fingerprint.payload());
        return Familiarity.NEW;
    }

    /** @param offset behind all others */
    private void remember(long offset, long id, long payload) {
        if (next - oldest == capacity) {
            grow();
        }
        int place = place(next);
        ring[place] = offset;
        ring[place + ID] = id;
        ring[place + PAYLOAD] = payload;
        newestById.put(id, next);
        next++;
    }

    void forgetBefore(long offset) {
        for (; oldest < next && ring[place(oldest)] < offset; oldest++) {
            long id = ring[place(oldest) + ID];
            if (newestById.get(id) == oldest) { // else it has come again, and is known by that
                newestById.remove(id);
            }
        }
    }

    /** Entries before an offset, in the order of their offsets: each offset, id and payload, big-endian. */
    ByteBuffer packedBefore(long offset) {
        long end = oldest;
        while (end < next && ring[place(end)] < offset) {
            end++;
        }
        var bytes = ByteBuffer.allocate(Math.toIntExact((end - oldest) * ENTRY_BYTES));
        for (long number = oldest; number < end; number++) {
            int place = place(number);
            bytes.putLong(ring[place]).putLong(ring[place + ID]).putLong(ring[place + PAYLOAD]);
        }
        return bytes.flip().asReadOnlyBuffer();
    }

    static SeenInPartition unpacked(ByteBuffer packed) {
        var seen = new SeenInPartition();
        var bytes = packed.duplicate();
        while (bytes.remaining() >= ENTRY_BYTES) {
            seen.remember(bytes.getLong(), bytes.getLong(), bytes.getLong());
        }
        return seen;
    }

    private int place(long number) {
        return place(number, capacity);
    }

    private static int place(long number, int capacity) {
        return NUMBERS * (int) (number & (capacity - 1));
    }

    private void grow() {
        int doubled = 2 * capacity;
        var larger = new long[NUMBERS * doubled];
        for (long number = oldest; number < next; number++) {
            System.arraycopy(ring, place(number), larger, place(number, doubled), NUMBERS);
        }
        ring = larger;
        capacity = doubled;
    }
}
