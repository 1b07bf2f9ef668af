package dev.limbeck.network.metric;

import dev.limbeck.contract.event.Breakdown.CalibrationBin;
import dev.limbeck.contract.metric.Measured;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Expected calibration error of what a network says over equal-mass bins: examples sorted by confidence, cut into
 * {@value #BINS} bins of equal count, and the gap between mean confidence and accuracy averaged over them by size.
 *
 * <p>Equal-mass bins as in Nguyen and O'Connor, <i>Posterior calibration and exploratory analysis for natural language
 * processing models</i> (EMNLP 2015, arXiv:1508.05154), and Nixon et al., <i>Measuring Calibration in Deep Learning</i>
 * (CVPR workshops 2019, arXiv:1904.01685): a good network puts almost everything into the last bins of equal width.
 *
 * @param value in [0, 1]
 * @param bins by rising confidence, none of them empty
 */
record CalibrationError(double value, List<CalibrationBin> bins) {
    static final int BINS = 15;

    CalibrationError {
        bins = List.copyOf(bins);
    }

    /** @param examples at least one; where they are fewer than the bins, each is a bin */
    static CalibrationError of(List<Confidence> examples) {
        return ofSorted(sorted(examples));
    }

    /** The error alone, with its interval. */
    static Measured estimate(List<Confidence> examples) {
        var sorted = sorted(examples);
        return Estimate.resampled(sorted.size(), sorted.size(), counts -> ofSorted(drawn(sorted, counts))
                .value());
    }

    private static List<Confidence> sorted(List<Confidence> examples) {
        return examples.stream()
                .sorted(Comparator.comparingDouble(Confidence::probability))
                .toList();
    }

    private static List<Confidence> drawn(List<Confidence> sorted, int[] counts) {
        var drawn = new ArrayList<Confidence>(counts.length);
        for (int i = 0; i < counts.length; i++) {
            for (int copy = 0; copy < counts[i]; copy++) {
                drawn.add(sorted.get(i));
            }
        }
        return drawn;
    }

    private static CalibrationError ofSorted(List<Confidence> examples) {
        var bins = bins(examples);
        double error = bins.stream()
                .mapToDouble(bin -> Math.abs(bin.accuracy() - bin.confidence()) * bin.count() / examples.size())
                .sum();
        return new CalibrationError(error, bins);
    }

    private static List<CalibrationBin> bins(List<Confidence> byConfidence) {
        int count = byConfidence.size();
        var bins = new ArrayList<CalibrationBin>();
        int from = 0;
        for (int bin = 1; from < count; bin++) {
            int to = withTies(byConfidence, (int) ((long) count * bin / BINS));
            if (to > from) {
                bins.add(bin(byConfidence.subList(from, to)));
                from = to;
            }
        }
        return bins;
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

    private static CalibrationBin bin(List<Confidence> examples) {
        double confidence = 0;
        double right = 0;
        for (var example : examples) {
            confidence += example.probability();
            right += example.right();
        }
        return new CalibrationBin(confidence / examples.size(), right / examples.size(), examples.size());
    }
}
