package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.PairedDifferences;

/** Differences of networks that are right or not, put to the exact test of counts. */
record RightOrWrongTest(PairedDifferences differences, ExactPairedTest exact) implements DifferenceTest {
    @Override
    public double pValue() {
        return exact.pValue(counts());
    }

    @Override
    public DifferenceInterval interval(double errorRate) {
        return DifferenceInterval.of(counts(), errorRate);
    }

    /** On how many of the same ones both are right is not known, and makes no difference. */
    private PairedCounts counts() {
        return new PairedCounts(0, differences.examples(1), differences.examples(-1), differences.examples(0));
    }
}
