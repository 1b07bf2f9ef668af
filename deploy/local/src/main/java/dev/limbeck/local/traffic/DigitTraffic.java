package dev.limbeck.local.traffic;

import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.local.digits.Digit;
import dev.limbeck.local.digits.DigitGenerator;
import java.time.Instant;
import java.util.Optional;

/** Drawn digits without end. */
public record DigitTraffic(DigitGenerator generator) implements Traffic {
    private static final Shape SHAPE = Shape.of(1, Digit.SIDE, Digit.SIDE);

    @Override
    public ProductionRecord record(long index, Instant eventTime) {
        return new ProductionRecord(
                "digit-" + index, Tensor.ofBytes(SHAPE, generator.digit(index).pixels()), Optional.empty(), eventTime);
    }
}
