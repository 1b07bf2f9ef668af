package dev.limbeck.contract.checkpoint;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a class-balanced reservoir remembers beside its examples.
 *
 * @param met by class, how many examples were offered to it
 * @param full classes that are, or have been, the largest since it was full
 */
public record ReplayCounts(SortedMap<Integer, Long> met, SortedSet<Integer> full) {
    public ReplayCounts {
        met = Collections.unmodifiableSortedMap(new TreeMap<>(met));
        full = Collections.unmodifiableSortedSet(new TreeSet<>(full));
    }
}
