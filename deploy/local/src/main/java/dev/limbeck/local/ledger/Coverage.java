package dev.limbeck.local.ledger;

import dev.limbeck.contract.place.OffsetRange;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * How the ranges of a step log cover the records of one partition.
 *
 * @param records that are in exactly one range
 * @param gaps offsets of records before the end of the last range that are in none
 * @param overlaps offsets of records that are in more than one
 * @param waiting records behind the end of the last range
 */
public record Coverage(long records, List<Long> gaps, List<Long> overlaps, long waiting) {
    public Coverage {
        gaps = List.copyOf(gaps);
        overlaps = List.copyOf(overlaps);
    }

    /**
     * @param offsets of all records the partition has; what retention removed is not judged
     * @param ranges in any order
     */
    static Coverage of(List<Long> offsets, List<OffsetRange> ranges) {
        var times = new TreeMap<Long, Integer>();
        offsets.forEach(offset -> times.put(offset, 0));
        long end = 0;
        for (OffsetRange range : ranges) {
            times.subMap(range.from(), range.to()).replaceAll((offset, count) -> count + 1);
            end = Math.max(end, range.to());
        }
        var gaps = new ArrayList<Long>();
        var overlaps = new ArrayList<Long>();
        long once = 0;
        for (var record : times.headMap(end).entrySet()) {
            if (record.getValue() == 0) {
                gaps.add(record.getKey());
            } else if (record.getValue() > 1) {
                overlaps.add(record.getKey());
            } else {
                once++;
            }
        }
        return new Coverage(once, gaps, overlaps, times.tailMap(end).size());
    }
}
