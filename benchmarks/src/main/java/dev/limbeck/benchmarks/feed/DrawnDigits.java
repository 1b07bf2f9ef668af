package dev.limbeck.benchmarks.feed;

import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.local.digits.Digit;
import dev.limbeck.local.digits.DigitGenerator;
import dev.limbeck.local.digits.DigitStyle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Drawn digits of 28 by 28 bytes, each under as many record ids as are asked for: drawing takes longer than sending. */
public final class DrawnDigits {
    private static final int DRAWN = 4096;
    private static final long SEED = 20261121;
    private static final Shape SHAPE = Shape.of(1, Digit.SIDE, Digit.SIDE);

    private final List<Tensor> images;
    private final List<SoftTarget> softTargets;

    public DrawnDigits() {
        var generator = new DigitGenerator(SEED, DigitStyle.standard());
        images = IntStream.range(0, DRAWN)
                .mapToObj(index -> Tensor.ofBytes(SHAPE, generator.digit(index).pixels()))
                .toList();
        softTargets = IntStream.range(0, DRAWN)
                .mapToObj(index ->
                        new SoftTarget("bench", logits(generator.digit(index).label(), index)))
                .toList();
    }

    /** As of a teacher that is right and rather sure. */
    private static Output logits(int label, long seed) {
        var random = new SplittableRandom(seed);
        float[] logits = new float[Digit.CLASSES];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) random.nextDouble(-4, 4) + (i == label ? 8 : 0);
        }
        return Output.takeOwnershipOf(logits);
    }

    public ProductionRecord record(long index) {
        return new ProductionRecord(
                "digit-" + index, images.get((int) (index % DRAWN)), Optional.empty(), Instant.now());
    }

    public DistillationExample example(long index) {
        return new DistillationExample(record(index), softTargets.get((int) (index % DRAWN)));
    }
}
