package dev.limbeck.network.metric;

import dev.limbeck.contract.event.Breakdown.Part;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.metric.Measured;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Recall of every class with its interval, so that a mean cannot hide one that was forgotten, and a handful of examples
 * cannot pass for certainty.
 */
final class PerClassRecall {
    static final String RECALL = "recall";

    private PerClassRecall() {}

    /**
     * One entry a class, in order; a class without examples has recall 0, interval [0, 1] and no examples. Of more than
     * {@value EvaluationReport#MOST_CLASSES} classes, those without examples have none: there may be 100,000.
     */
    static List<Part> of(List<LabelledLogits> examples, int classes) {
        int[] support = new int[classes];
        int[] right = new int[classes];
        for (var example : examples) {
            support[example.hardLabel()]++;
            right[example.hardLabel()] += example.isRight() ? 1 : 0;
        }
        return IntStream.range(0, classes)
                .filter(label -> classes <= EvaluationReport.MOST_CLASSES || support[label] > 0)
                .mapToObj(label -> part(label, right[label], support[label]))
                .toList();
    }

    private static Part part(int label, int right, int support) {
        var recall = support == 0 ? new Measured(0, 0, 1, 0) : Estimate.share(right, support);
        return new Part(String.valueOf(label), new TreeMap<>(Map.of(RECALL, recall)));
    }
}
