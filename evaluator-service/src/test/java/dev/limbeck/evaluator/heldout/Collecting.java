package dev.limbeck.evaluator.heldout;

import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.run.EvaluationSpec;
import dev.limbeck.contract.run.EvaluationSpec.HeldOut.Keep;
import dev.limbeck.evaluator.Examples;
import java.time.Instant;
import java.util.Optional;

/** Collectors for tests, and examples that were labelled in the order of their numbers. */
final class Collecting {
    static final double FRACTION = 0.5;

    private Collecting() {}

    static HeldOutCollector of(Keep keep, int minExamples, int maxExamples) {
        return new HeldOutCollector(
                new EvaluationSpec.HeldOut(FRACTION, minExamples, maxExamples, keep, Optional.empty()));
    }

    static void offer(HeldOutCollector collector, int number) {
        offer(collector, number, Examples.numbered(number));
    }

    static void offer(HeldOutCollector collector, int number, DistillationExample example) {
        collector.offer(example, Instant.ofEpochSecond(number));
    }

    static void offer(HeldOutCollector collector, int from, int to) {
        for (int number = from; number < to; number++) {
            offer(collector, number);
        }
    }
}
