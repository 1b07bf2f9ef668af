package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.record.Tensor;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/**
 * A stream of labelled 8×8 images of ten classes, with a teacher and a champion that are sometimes wrong.
 *
 * @param brightness of the strokes, in 0 to 200
 * @param margin of the teacher's logits: a smaller one is a higher entropy
 * @param favoured share of class 0 above the others'
 * @param contradictions share of examples on which the champion contradicts the teacher
 * @param teachersMistakes share of examples on which the teacher is wrong
 */
record ToyStream(double brightness, double margin, double favoured, double contradictions, double teachersMistakes) {
    static final int CLASSES = 10;
    static final int SIDE = 8;
    static final ToyStream STATIONARY = new ToyStream(180, 6, 0, 0.05, 0.03);

    ToyStream brightness(double other) {
        return new ToyStream(other, margin, favoured, contradictions, teachersMistakes);
    }

    ToyStream margin(double other) {
        return new ToyStream(brightness, other, favoured, contradictions, teachersMistakes);
    }

    ToyStream favoured(double other) {
        return new ToyStream(brightness, margin, other, contradictions, teachersMistakes);
    }

    ToyStream contradictions(double other) {
        return new ToyStream(brightness, margin, favoured, other, teachersMistakes);
    }

    ToyStream teachersMistakes(double other) {
        return new ToyStream(brightness, margin, favoured, contradictions, other);
    }

    WatchedExample next(int number, Random random) {
        int label = random.nextDouble() < favoured ? 0 : random.nextInt(CLASSES);
        int said = random.nextDouble() < teachersMistakes ? (label + 1) % CLASSES : label;
        var record = new ProductionRecord(
                "r-" + number, image(label, random), Optional.of(new OfClass(label)), Instant.EPOCH);
        var example = new DistillationExample(record, new SoftTarget("v1", logits(said, random)));
        return new WatchedExample(example, number % 2, number / 2, Instant.EPOCH);
    }

    private Tensor image(int label, Random random) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            boolean stroke = (i * 7 + label * 13) % CLASSES < 3;
            pixels[i] = (byte) ((stroke ? brightness : 0) + 50 * random.nextFloat());
        }
        return Tensor.ofBytes(Shape.of(1, SIDE, SIDE), pixels);
    }

    private Output logits(int top, Random random) {
        float[] logits = new float[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            logits[i] = (float) random.nextGaussian() / 2;
        }
        logits[top] += (float) (margin + random.nextGaussian());
        return Output.takeOwnershipOf(logits);
    }

    /** What the champion says. */
    Output answer(WatchedExample seen, Random random) {
        int top = seen.softTarget().top();
        float[] logits = new float[CLASSES];
        logits[random.nextDouble() < contradictions ? (top + 1) % CLASSES : top] = 3;
        return Output.takeOwnershipOf(logits);
    }
}
