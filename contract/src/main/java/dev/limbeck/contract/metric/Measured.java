package dev.limbeck.contract.metric;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A metric as it was measured.
 *
 * @param value no number where it was not measured, as in a report of before it was
 * @param low and high: between which the true one lies with 95 %; no numbers where that is not known
 * @param examples that it is of; 0 where nobody counted
 */
public record Measured(double value, double low, double high, long examples) {
    /** One of which only the value is known. */
    public static Measured of(double value) {
        return new Measured(value, Double.NaN, Double.NaN, 0);
    }

    /** Of measured ones, the values alone. */
    public static SortedMap<String, Double> values(Map<String, Measured> metrics) {
        var values = new TreeMap<String, Double>();
        metrics.forEach((name, measured) -> values.put(name, measured.value()));
        return Collections.unmodifiableSortedMap(values);
    }

    public boolean isKnown() {
        return !Double.isNaN(value);
    }
}
