package dev.limbeck.contract.place;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A topic as the broker has it.
 *
 * @param id that no other topic has, nor this one once it was deleted and made again
 */
public record TopicNow(String name, String id, SortedMap<Integer, Extent> partitions) {
    public TopicNow {
        partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
    }

    /**
     * What a partition has.
     *
     * @param begin offset of the first record
     * @param end one past the offset of the last that can be read
     */
    public record Extent(long begin, long end) {}

    /** The same topic, as far as these partitions go. */
    public TopicNow only(Collection<Integer> some) {
        var left = new TreeMap<>(partitions);
        left.keySet().retainAll(some);
        return new TopicNow(name, id, left);
    }

    public SortedMap<Integer, Long> beginnings() {
        var beginnings = new TreeMap<Integer, Long>();
        partitions.forEach((partition, extent) -> beginnings.put(partition, extent.begin()));
        return beginnings;
    }
}
