package dev.limbeck.network.metric;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Records by their score, and whether there is anything good about each. */
final class RankedScores {
    private final double[] scores;
    private final double[] grades;
    /** Records by rising score. */
    private final int[] ranked;

    /** @param grades of the same records; 0 is nothing */
    RankedScores(double[] scores, double[] grades) {
        this.scores = scores;
        this.grades = grades;
        this.ranked = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(record -> scores[record]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Area under the ROC curve: how probably a good record has a higher score than one that is not, an equal one counting
     * half (Mann and Whitney 1947, doi:10.1214/aoms/1177730491). No number where all are good, or none is.
     *
     * @param drawn how often each record counts
     */
    double areaUnderCurve(int[] drawn) {
        double below = 0;
        double good = 0;
        double pairs = 0;
        for (int from = 0; from < ranked.length; ) {
            double goodHere = 0;
            double otherHere = 0;
            int to = from;
            while (to < ranked.length && scores[ranked[to]] == scores[ranked[from]]) {
                if (grades[ranked[to]] > 0) {
                    goodHere += drawn[ranked[to]];
                } else {
                    otherHere += drawn[ranked[to]];
                }
                to++;
            }
            pairs += goodHere * (below + otherHere / 2);
            below += otherHere;
            good += goodHere;
            from = to;
        }
        return good > 0 && below > 0 ? pairs / (good * below) : Double.NaN;
    }
}
