package dev.limbeck.evaluator.metric;

import java.util.Comparator;
import java.util.List;

/**
 * Expected calibration error of the top class over equal-mass bins: examples sorted by confidence, cut into
 * {@value #BINS} bins of equal count, and the gap between mean confidence and accuracy averaged over them by size.
 *
 * <p>Equal-mass bins as in Nguyen and O'Connor, <i>Posterior calibration and exploratory analysis for natural language
 * processing models</i> (EMNLP 2015, arXiv:1508.05154), and Nixon et al., <i>Measuring Calibration in Deep Learning</i>
 * (CVPR workshops 2019, arXiv:1904.01685): a good network puts almost everything into the last bins of equal width.
 */
public final class CalibrationError {
    static final int BINS = 15;

    private CalibrationError() {}

    private record Confidence(double probability, boolean right) {}

    /** @param examples at least one; where they are fewer than the bins, each is a bin */
    public static double of(List<LabelledLogits> examples) {
        var byConfidence = examples.stream()
                .map(example -> new Confidence(
                        Math.exp(example.logProbability(example.logits().top())), example.isRight()))
                .sorted(Comparator.comparingDouble(Confidence::probability))
                .toList();
        int count = byConfidence.size();
        double error = 0;
        int from = 0;
        for (int bin = 1; from < count; bin++) {
            int to = withTies(byConfidence, (int) ((long) count * bin / BINS));
            if (to > from) {
                error += gap(byConfidence.subList(from, to)) * (to - from) / count;
                from = to;
            }
        }
        return error;
    }

    /** Equal confidences share a bin, or the result would depend on the order of the examples. */
    private static int withTies(List<Confidence> sorted, int end) {
        int to = end;
        while (to > 0
                && to < sorted.size()
                && sorted.get(to).probability() == sorted.get(to - 1).probability()) {
            to++;
        }
        return to;
    }

    private static double gap(List<Confidence> bin) {
        double confidence = 0;
        double right = 0;
        for (var example : bin) {
            confidence += example.probability();
            right += example.right() ? 1 : 0;
        }
        return Math.abs(right - confidence) / bin.size();
    }
}
