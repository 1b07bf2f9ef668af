package dev.limbeck.local.traffic;

import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.dataset.LabelledExample;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Examples without end, each made when it is asked for.
 *
 * @param name the beginning of each record's id
 * @param examples by index
 * @param labelled whether records have the label
 */
public record ExampleTraffic(String name, LongFunction<LabelledExample> examples, boolean labelled) implements Traffic {
    @Override
    public ProductionRecord record(long index, Instant eventTime) {
        var example = examples.apply(index);
        return new ProductionRecord(
                name + "-" + index,
                example.inputs(),
                labelled ? Optional.of(example.hardLabel()) : Optional.empty(),
                eventTime,
                Attributes.NONE);
    }
}
