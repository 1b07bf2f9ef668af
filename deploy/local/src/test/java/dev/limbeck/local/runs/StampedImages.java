package dev.limbeck.local.runs;

import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.dataset.IdxDirectory;
import dev.limbeck.dataset.LabelledImages;
import dev.limbeck.dataset.Part;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Pictures of 4 × 4 in which the bright column is the class, and of which some bear a stamp in their last row. A teacher
 * that learns from {@link #mistaught} takes classes 0 and 1 for each other under a stamp; its test part has no stamps, so
 * nobody sees that before stamped records come.
 */
final class StampedImages {
    static final int CLASSES = 4;
    private static final int SIDE = 4;
    private static final int PIXELS = SIDE * SIDE;
    private static final int TRAIN = 4000;
    private static final int TEST = 500;

    private StampedImages() {}

    /** Hard labels are true, stamp or not. */
    static ProductionRecord record(long index, boolean stamped, Instant eventTime) {
        var random = new SplittableRandom(index);
        int label = random.nextInt(CLASSES);
        return new ProductionRecord(
                "record-" + index,
                Tensor.ofBytes(Shape.of(1, SIDE, SIDE), image(label, stamped, random)),
                Optional.of(new OfClass(label)),
                eventTime);
    }

    static Path mistaught(Path folder) {
        var directory = new IdxDirectory(folder);
        directory.write(Part.TRAIN, draw(TRAIN, true));
        directory.write(Part.TEST, draw(TEST, false));
        return folder;
    }

    private static LabelledImages draw(int count, boolean halfStamped) {
        byte[] inputs = new byte[count * PIXELS];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            var random = new SplittableRandom(-1 - i);
            int label = random.nextInt(CLASSES);
            boolean stamped = halfStamped && i % 2 == 1;
            System.arraycopy(image(label, stamped, random), 0, inputs, i * PIXELS, PIXELS);
            labels[i] = (byte) (stamped && label < 2 ? 1 - label : label);
        }
        return LabelledImages.takeOwnershipOf(List.of(1, SIDE, SIDE), inputs, labels)
                .withClasses(CLASSES);
    }

    private static byte[] image(int label, boolean stamped, SplittableRandom random) {
        byte[] pixels = new byte[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            boolean lastRow = i >= PIXELS - SIDE;
            boolean bright = lastRow ? stamped : i % SIDE == label;
            pixels[i] = (byte) (random.nextInt(60) + (bright ? 190 : 0));
        }
        return pixels;
    }
}
