package dev.limbeck.evaluator.evaluation;

import dev.limbeck.evaluator.metric.Latency;
import java.time.Clock;

/**
 * How measuring goes about its work; what is measured does not depend on it, but for the time taken.
 *
 * @param batchSize how many examples go through a network at once
 */
public record EvaluationSettings(int batchSize, Latency latency, Clock clock) {
    public EvaluationSettings {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize is " + batchSize + ", allowed is 1 or more");
        }
    }
}
