package dev.limbeck.network.metric;

import dev.limbeck.contract.event.Breakdown;
import dev.limbeck.contract.metric.Measured;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What outputs tell of a network.
 *
 * @param metrics by name; those that need hard labels are absent where there are none
 */
public record Measurement(SortedMap<String, Measured> metrics, Breakdown breakdown) {
    public Measurement {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }
}
