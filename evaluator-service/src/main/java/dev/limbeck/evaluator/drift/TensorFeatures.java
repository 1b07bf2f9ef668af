package dev.limbeck.evaluator.drift;

import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.DeclaredShape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/**
 * A few numbers for a tensor of any shape, by which its distribution is followed: mean, standard deviation, random
 * projections of what is left without the mean and, where it varies, the length. The projections' coefficients are +1 and −1 at random (Achlioptas,
 * <i>Database-friendly random projections</i>, Journal of Computer and System Sciences 66(4), 2003,
 * doi:10.1016/S0022-0000(03)00025-4), from a seed that is always the same: every replica follows the same numbers.
 */
final class TensorFeatures {
    private static final int PROJECTIONS = 6;
    private static final int SEED = 2003;

    private final List<boolean[]> signs = new ArrayList<>();
    private final List<String> names = new ArrayList<>(List.of("mean", "standard deviation"));

    private final OptionalInt varying;

    TensorFeatures(DeclaredShape shape) {
        varying = shape.varying();
        var random = new Random(SEED);
        for (int projection = 1; projection <= PROJECTIONS; projection++) {
            boolean[] positive = new boolean[shape.largest().elements()];
            for (int i = 0; i < positive.length; i++) {
                positive[i] = random.nextBoolean();
            }
            signs.add(positive);
            names.add("projection " + projection);
        }
        if (varying.isPresent()) {
            names.add("length");
        }
    }

    /** In the order of {@link #of}. */
    List<String> names() {
        return names;
    }

    private static double[] numbers(Tensor input) {
        if (!input.elementType().isQuantity()) {
            return input.wholeNumbers().asDoubleStream().toArray();
        }
        var floats = input.widened().values().asFloatBuffer();
        double[] numbers = new double[floats.remaining()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = floats.get(i);
        }
        return numbers;
    }

    /** @param input of a declared shape; in its own unit, not normalised */
    double[] of(Tensor input) {
        double[] values = numbers(input);
        int count = values.length;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double value = values[i];
            sum += value;
            squares += value * value;
        }
        double mean = sum / count;
        double[] features = new double[names.size()];
        features[0] = mean;
        features[1] = Math.sqrt(Math.max(0, squares / count - mean * mean));
        for (int projection = 0; projection < PROJECTIONS; projection++) {
            boolean[] positive = signs.get(projection);
            double projected = 0;
            for (int i = 0; i < count; i++) {
                double centred = values[i] - mean;
                projected += positive[i] ? centred : -centred;
            }
            features[2 + projection] = projected / Math.sqrt(count);
        }
        if (varying.isPresent()) {
            features[2 + PROJECTIONS] = input.shape().dimensions().get(varying.getAsInt());
        }
        return features;
    }
}
