package dev.limbeck.local.runs;

import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.OfValues;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Records of two inputs: amounts, which are quantities, and a city, which is an index. Every tenth cannot be used. */
final class Visits {
    static final int EVERY = 10;

    /** As a run declares them. */
    static final String DECLARED = """
            inputs:
                amounts: {shape: [8], normalisation: {mean: [0], std: [2]}}
                city: {type: i64, shape: [1], categories: 40}
              task: {kind: classification, classes: 4}""";

    /** Why they cannot be used, in turns. */
    static final List<RejectionReason> REASONS = List.of(
            RejectionReason.INPUT_NAMES,
            RejectionReason.INPUT_NAMES,
            RejectionReason.INPUT_TYPE,
            RejectionReason.INPUT_RANGE,
            RejectionReason.LABEL_KIND);

    private static final Shape AMOUNTS = Shape.of(8);
    private static final int CITIES = 40;

    private Visits() {}

    static ProductionRecord record(long index, Instant eventTime) {
        var random = new SplittableRandom(index);
        float[] amounts = new float[AMOUNTS.elements()];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = (float) random.nextDouble(-2, 2);
        }
        var inputs = new TreeMap<>(
                Map.of("amounts", Tensor.ofFloats(AMOUNTS, amounts), "city", city(random.nextInt(CITIES))));
        Optional<HardLabel> label = Optional.of(new OfClass(random.nextInt(4)));
        if (index % EVERY == EVERY - 1) {
            int turn = (int) (index / EVERY % REASONS.size());
            switch (turn) {
                case 0 -> inputs.remove("city");
                case 1 -> inputs.put("zip", city(1));
                case 2 -> inputs.put("city", Tensor.ofFloats(Shape.of(1), 3));
                case 3 -> inputs.put("city", city(CITIES));
                default -> label = Optional.of(new OfValues(List.of(1f)));
            }
        }
        return new ProductionRecord("visit-" + index, new Inputs(inputs), label, eventTime, Attributes.NONE);
    }

    private static Tensor city(long index) {
        var bytes =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(index);
        return new Tensor(ElementType.I64, Shape.of(1), bytes.flip());
    }
}
