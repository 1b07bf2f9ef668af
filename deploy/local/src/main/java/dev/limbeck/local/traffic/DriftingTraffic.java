package dev.limbeck.local.traffic;

import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.local.digits.Digit;
import dev.limbeck.local.digits.DigitGenerator;
import java.time.Instant;
import java.util.Optional;

/**
 * Drawn digits with their hard labels, of another population from a record on.
 *
 * @param before draws those before the change
 * @param after draws the others
 * @param change index of the first record of {@code after}
 */
public record DriftingTraffic(DigitGenerator before, DigitGenerator after, long change) implements Traffic {
    private static final Shape SHAPE = Shape.of(1, Digit.SIDE, Digit.SIDE);

    @Override
    public ProductionRecord record(long index, Instant eventTime) {
        var digit = (index < change ? before : after).digit(index);
        return new ProductionRecord(
                "digit-" + index,
                Tensor.ofBytes(SHAPE, digit.pixels()),
                Optional.of(new OfClass(digit.label())),
                eventTime);
    }
}
