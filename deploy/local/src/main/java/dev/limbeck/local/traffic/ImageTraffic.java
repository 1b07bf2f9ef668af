package dev.limbeck.local.traffic;

import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.dataset.LabelledSet;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The images of a data set in a shuffled order, their labels left out; after the last one, the first again. */
public final class ImageTraffic implements Traffic {
    private final String name;
    private final LabelledSet images;
    private final Shape shape;
    private final int[] order;

    /** @param name of the data set, the beginning of each record's id */
    public ImageTraffic(String name, LabelledSet images, long seed) {
        this.name = name;
        this.images = images;
        this.shape = new Shape(images.exampleShape());
        this.order = shuffled(images.size(), new SplittableRandom(seed));
    }

    @Override
    public ProductionRecord record(long index, Instant eventTime) {
        int image = order[(int) (index % order.length)];
        return new ProductionRecord(
                name + "-" + index, Tensor.ofBytes(shape, images.input(image)), Optional.empty(), eventTime);
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
