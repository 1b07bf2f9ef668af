package dev.limbeck.local.traffic;

import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.dataset.LabelledSet;
import java.time.Instant;
import java.util.Optional;

/** What a data set has, in a shuffled order and without its labels; after the last example, the first again. */
public final class SetTraffic implements Traffic {
    private final String name;
    private final LabelledSet examples;
    private final int[] order;

    /** @param name of the data set, the beginning of each record's id */
    public SetTraffic(String name, LabelledSet examples, long seed) {
        this.name = name;
        this.examples = examples;
        this.order = examples.shuffledIndices(seed);
    }

    @Override
    public ProductionRecord record(long index, Instant eventTime) {
        int example = order[(int) (index % order.length)];
        return new ProductionRecord(
                name + "-" + index, examples.inputs(example), Optional.empty(), eventTime, Attributes.NONE);
    }
}
