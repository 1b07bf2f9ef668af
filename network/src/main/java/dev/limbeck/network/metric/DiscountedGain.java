package dev.limbeck.network.metric;

import dev.limbeck.contract.record.OfGrade;
import dev.limbeck.network.metric.TestedOutputs.Labelled;
import java.util.Comparator;
import java.util.List;

/**
 * How good the order is into which scores bring a group: gains of 2^grade − 1, discounted by the logarithm of the place,
 * by what the best order has (Järvelin and Kekäläinen 2002, doi:10.1145/582415.582418). Records of one score share what
 * their places give.
 */
final class DiscountedGain {
    private DiscountedGain() {}

    /** In [0, 1]; no number where there is nothing good in the group. */
    static double normalised(List<Labelled<OfGrade>> group) {
        double best = gain(group, Comparator.comparingDouble(one -> -one.label().grade()), false);
        return best > 0
                ? gain(group, Comparator.comparingDouble(one -> -one.output().get(0)), true) / best
                : Double.NaN;
    }

    private static double gain(List<Labelled<OfGrade>> group, Comparator<Labelled<OfGrade>> order, boolean byScore) {
        var ordered = group.stream().sorted(order).toList();
        double sum = 0;
        for (int from = 0; from < ordered.size(); ) {
            int to = from;
            double gains = 0;
            double discounts = 0;
            while (to < ordered.size()
                    && (to == from || (byScore && order.compare(ordered.get(to), ordered.get(from)) == 0))) {
                gains += Math.pow(2, ordered.get(to).label().grade()) - 1;
                discounts += Math.log(2) / Math.log(to + 2.0);
                to++;
            }
            sum += gains * discounts / (to - from);
            from = to;
        }
        return sum;
    }
}
