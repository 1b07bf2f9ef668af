package dev.limbeck.network.metric;

import dev.limbeck.contract.record.OfLabels;
import dev.limbeck.contract.task.MultiLabel;
import dev.limbeck.network.metric.TestedOutputs.Labelled;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a network said of one label, record by record. */
final class LabelAnswers {
    private final boolean[] says;
    private final boolean[] right;
    private final float[] scores;
    /** Records by falling score. */
    private final int[] ranked;

    private LabelAnswers(boolean[] says, boolean[] right, float[] scores) {
        this.says = says;
        this.right = right;
        this.scores = scores;
        this.ranked = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer record) -> -scores[record]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    static LabelAnswers of(List<Labelled<OfLabels>> labelled, int label) {
        int records = labelled.size();
        boolean[] says = new boolean[records];
        boolean[] right = new boolean[records];
        float[] scores = new float[records];
        for (int i = 0; i < records; i++) {
            says[i] = MultiLabel.says(labelled.get(i).output(), label);
            right[i] = labelled.get(i).label().indices().contains(label);
            scores[i] = labelled.get(i).output().get(label);
        }
        return new LabelAnswers(says, right, scores);
    }

    /** For how many records it is right. */
    int right() {
        return (int) IntStream.range(0, right.length).filter(i -> right[i]).count();
    }

    /** For how many of these the network said so. */
    int found() {
        return (int) IntStream.range(0, right.length)
                .filter(i -> right[i] && says[i])
                .count();
    }

    /** @param drawn how often each record counts */
    void count(int[] drawn, F1 counts) {
        for (int i = 0; i < drawn.length; i++) {
            if (drawn[i] > 0) {
                counts.add(says[i], right[i], drawn[i]);
            }
        }
    }

    /**
     * Mean of the precision at each record that is right, from the highest score down; records of one score come together.
     * No number where none is right.
     *
     * @param drawn how often each record counts
     */
    double averagePrecision(int[] drawn) {
        double seen = 0;
        double found = 0;
        double sum = 0;
        for (int from = 0; from < ranked.length; ) {
            int to = from;
            double here = 0;
            while (to < ranked.length && scores[ranked[to]] == scores[ranked[from]]) {
                seen += drawn[ranked[to]];
                here += right[ranked[to]] ? drawn[ranked[to]] : 0;
                to++;
            }
            found += here;
            sum += here > 0 ? here * found / seen : 0;
            from = to;
        }
        return found > 0 ? sum / found : Double.NaN;
    }
}
