package dev.limbeck.network;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one step did.
 *
 * @param loss the whole objective, mean over the batch
 * @param terms value of each of its terms by name, before weighting: mean over the examples that it looked at; a term
 *     that looked at none has no value
 * @param gradientNorm global norm before clipping
 * @param finite whether loss, gradient and running statistics are finite: only then has anything changed
 */
public record StepOutcome(double loss, SortedMap<String, Double> terms, double gradientNorm, boolean finite) {
    public StepOutcome {
        terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
    }
}
