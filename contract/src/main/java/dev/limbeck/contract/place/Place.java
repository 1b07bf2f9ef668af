package dev.limbeck.contract.place;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a stage stands on a topic.
 *
 * @param topicId of the topic that the offsets are of; empty where that was never kept
 * @param next per partition, the offset of the record needed next; a partition that came later is not among them
 */
public record Place(Optional<String> topicId, SortedMap<Integer, Long> next) {
    public Place {
        next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }
}
