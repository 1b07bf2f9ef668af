package dev.limbeck.network.djl;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.Normalisation;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Inputs to try a network with, before there is any record: the same in every process. */
final class ProbeInputs {
    private static final long SEED = 0x5eed;
    private static final int MOST = 8;
    /** Of all inputs together: what large images take is time, too. */
    private static final int MOST_VALUES = 1 << 18;

    private final ArtifactMetadata metadata;
    private final int count;

    ProbeInputs(ArtifactMetadata metadata) {
        this.metadata = metadata;
        this.count = Math.max(
                2,
                Math.min(MOST, MOST_VALUES / metadata.signature().only().shape().elements()));
    }

    /**
     * Sets of inputs, the most telling first. Not every network takes any number: where inputs are tokens, only those of
     * its vocabulary.
     */
    Stream<List<Inputs>> sets() {
        return Stream.<Supplier<List<Inputs>>>of(this::ordinary, this::zerosAndOnes, this::zeros)
                .map(Supplier::get);
    }

    /** At the scale that the normalisation is made for, and not negative, as pixels and tokens are. */
    private List<Inputs> ordinary() {
        Normalisation normalisation = metadata.signature().only().normalisation();
        Shape shape = metadata.signature().only().shape();
        int channel = shape.elements() / shape.dimensions().get(0);
        var random = new Random(SEED);
        return drawn(i -> {
            int one = normalisation.mean().size() == 1 ? 0 : i / channel;
            return Math.abs(normalisation.mean().get(one) + normalisation.std().get(one) * random.nextGaussian());
        });
    }

    private List<Inputs> zerosAndOnes() {
        var random = new SplittableRandom(SEED);
        return drawn(i -> random.nextInt(2));
    }

    List<Inputs> zeros() {
        return drawn(i -> 0);
    }

    private List<Inputs> drawn(IntToDoubleFunction value) {
        return IntStream.range(0, count)
                .mapToObj(row -> {
                    float[] values =
                            new float[metadata.signature().only().shape().elements()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float) value.applyAsDouble(i);
                    }
                    return Inputs.of(Tensor.ofFloats(metadata.signature().only().shape(), values));
                })
                .toList();
    }
}
