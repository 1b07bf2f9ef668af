package dev.limbeck.network.metric;

import dev.limbeck.contract.event.Breakdown.Confusion;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * The confusion matrix without its diagonal and its zeros, most frequent mistakes first: of a thousand classes the
 * whole matrix has a million cells, of which few say anything.
 */
final class Confusions {
    static final int MOST = 200;

    private static final Comparator<Confusion> BY_FREQUENCY = Comparator.comparingLong(Confusion::count)
            .reversed()
            .thenComparingInt(Confusion::hardLabel)
            .thenComparingInt(Confusion::predicted);

    private Confusions() {}

    private record Cell(int hardLabel, int predicted) {}

    /** At most {@value #MOST}. */
    static List<Confusion> of(List<LabelledLogits> examples) {
        var counts = new HashMap<Cell, Long>();
        for (var example : examples) {
            if (!example.isRight()) {
                counts.merge(new Cell(example.hardLabel(), example.logits().top()), 1L, Long::sum);
            }
        }
        return counts.entrySet().stream()
                .map(entry ->
                        new Confusion(entry.getKey().hardLabel(), entry.getKey().predicted(), entry.getValue()))
                .sorted(BY_FREQUENCY)
                .limit(MOST)
                .toList();
    }
}
