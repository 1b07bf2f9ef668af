package dev.limbeck.network.metric;

import java.util.List;

/**
 * Harmonic mean of precision and recall, 2tp / (2tp + fp + fn): over the decisions of all labels together (micro), or the
 * mean over the labels (macro; of the labels that are right or were said for some record).
 */
final class F1 {
    private double truePositives;
    private double falsePositives;
    private double falseNegatives;

    void add(boolean says, boolean right, int times) {
        truePositives += says && right ? times : 0;
        falsePositives += says && !right ? times : 0;
        falseNegatives += !says && right ? times : 0;
    }

    /** No number where nothing was right and nothing was said. */
    double value() {
        double all = 2 * truePositives + falsePositives + falseNegatives;
        return all > 0 ? 2 * truePositives / all : Double.NaN;
    }

    /** @param drawn how often each record counts */
    static double micro(List<LabelAnswers> labels, int[] drawn) {
        var counts = new F1();
        labels.forEach(label -> label.count(drawn, counts));
        return counts.value();
    }

    /** @param drawn how often each record counts */
    static double macro(List<LabelAnswers> labels, int[] drawn) {
        return labels.stream()
                .mapToDouble(label -> micro(List.of(label), drawn))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
