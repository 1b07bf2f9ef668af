package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Score.ClassRecall;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * Recall of every class with its 95 % score interval, so that a mean cannot hide one that was forgotten, and a handful
 * of examples cannot pass for certainty.
 *
 * <p>The interval is Wilson's, <i>Probable inference, the law of succession, and statistical inference</i> (JASA 22,
 * 1927, doi:10.1080/01621459.1927.10502953), which holds its level near 0 and 1 where recall mostly is.
 */
public final class PerClassRecall {
    private static final double ERROR_RATE = 0.05;

    private PerClassRecall() {}

    /**
     * One entry a class, in order; a class without examples has recall 0, interval [0, 1] and support 0. Of more than
     * {@value EvaluationReport#MOST_CLASSES} classes, those without examples have none: there may be 100,000.
     */
    public static List<ClassRecall> of(List<LabelledLogits> examples, int classes) {
        int[] support = new int[classes];
        int[] right = new int[classes];
        for (var example : examples) {
            support[example.hardLabel()]++;
            right[example.hardLabel()] += example.isRight() ? 1 : 0;
        }
        return IntStream.range(0, classes)
                .filter(label -> classes <= EvaluationReport.MOST_CLASSES || support[label] > 0)
                .mapToObj(label -> recall(label, right[label], support[label]))
                .toList();
    }

    private static ClassRecall recall(int label, int right, int support) {
        if (support == 0) {
            return new ClassRecall(label, 0, 0, 1, 0);
        }
        var interval = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(support, right, ERROR_RATE);
        return new ClassRecall(
                label, (double) right / support, interval.getLowerBound(), interval.getUpperBound(), support);
    }
}
