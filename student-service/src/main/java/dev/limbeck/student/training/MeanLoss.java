package dev.limbeck.student.training;

import java.util.OptionalDouble;

/** Mean objective over some steps, each counting alike. */
record MeanLoss(double sum, long steps) {
    static final MeanLoss NONE = new MeanLoss(0, 0);

    MeanLoss with(double loss) {
        return new MeanLoss(sum + loss, steps + 1);
    }

    OptionalDouble mean() {
        return steps == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / steps);
    }
}
