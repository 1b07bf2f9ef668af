package dev.limbeck.network.djl;

import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.InventedInputs;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Inputs to try a network with, before there is any record: the same in every process. Where records may be of unequal
 * length, so are these: the first is as long as it may be, the second as short.
 */
final class ProbeInputs {
    private static final long SEED = 0x5eed;
    private static final int MOST = 8;
    /** Of all inputs together: what large images take is time, too. */
    private static final int MOST_VALUES = 1 << 18;

    private final Signature signature;
    private final int count;

    ProbeInputs(Signature signature) {
        this.signature = signature;
        this.count = Math.max(2, Math.min(MOST, MOST_VALUES / values(signature)));
    }

    /** How many values a record has. */
    static int values(Signature signature) {
        return signature.inputs().values().stream()
                .mapToInt(input -> input.shape().elements())
                .reduce(0, Math::addExact);
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
        var random = new Random(SEED);
        return drawn((input, place) -> {
            if (!input.isQuantity()) {
                return random.nextInt(2);
            }
            Normalisation normalisation = input.normalisation();
            int channel = input.shape().elements() / input.shape().dimensions().get(0);
            int one = normalisation.mean().size() == 1 ? 0 : place / channel;
            return Math.abs(normalisation.mean().get(one) + normalisation.std().get(one) * random.nextGaussian());
        });
    }

    private List<Inputs> zerosAndOnes() {
        var random = new SplittableRandom(SEED);
        return drawn((input, place) -> random.nextInt(2));
    }

    List<Inputs> zeros() {
        return drawn((input, place) -> 0);
    }

    /** Of indices any that are declared may come, the last one with the first record: there is no milder set of them. */
    private List<Inputs> drawn(InventedInputs.Values values) {
        var random = new SplittableRandom(SEED);
        var lengths = new SplittableRandom(SEED);
        return IntStream.range(0, count)
                .mapToObj(row -> InventedInputs.of(
                        signature,
                        (input, place) -> {
                            if (input.categories().isEmpty()) {
                                return values.at(input, place);
                            }
                            int categories = input.categories().getAsInt();
                            return row == 0 ? categories - 1 : random.nextInt(categories);
                        },
                        bound -> length(row, bound, lengths)))
                .toList();
    }

    private static int length(int row, int bound, SplittableRandom random) {
        return switch (row) {
            case 0 -> bound;
            case 1 -> 1;
            default -> random.nextInt(1, bound + 1);
        };
    }
}
