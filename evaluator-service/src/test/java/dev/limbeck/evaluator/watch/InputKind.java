package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import java.util.Random;
import java.util.function.BiConsumer;

/** What streams of inputs look like that do not change: many have values, or whole inputs, in common. */
@SuppressWarnings("ImmutableEnumChecker") // what draws has no state
enum InputKind {
    ALL_ZERO(12, (x, random) -> {}),
    ALL_ALIKE(12, (x, random) -> fill(x, i -> 0.1f)),
    CONSTANT_SCALAR(1, (x, random) -> x[0] = 7.3f),
    ONE_HOT_OF_THREE(3, (x, random) -> x[random.nextInt(3)] = 1),
    ONE_HOT_OF_MANY(40, (x, random) -> x[random.nextInt(40)] = 1),
    ONE_HOT_MOSTLY_THE_FIRST(10, (x, random) -> x[Math.max(0, random.nextInt(30) - 20)] = 1),
    TWO_HOT(12, (x, random) -> {
        x[random.nextInt(12)] = 1;
        x[random.nextInt(12)] = 1;
    }),
    FAIR_COIN(1, (x, random) -> x[0] = random.nextInt(2)),
    RARE_COIN(1, (x, random) -> x[0] = random.nextInt(100) == 0 ? 1 : 0),
    BITS(16, (x, random) -> fill(x, i -> random.nextInt(2))),
    RARE_BITS(16, (x, random) -> fill(x, i -> random.nextInt(50) == 0 ? 1 : 0)),
    GAUSSIAN_SCALAR(1, (x, random) -> x[0] = (float) random.nextGaussian()),
    UNIFORM_SCALAR(1, (x, random) -> x[0] = random.nextFloat()),
    WHOLE_NUMBER_SCALAR(1, (x, random) -> x[0] = random.nextInt(10)),
    ROUNDED_SCALAR(1, (x, random) -> x[0] = Math.round(random.nextGaussian() * 2) / 2f),
    WAITING_TIMES(1, (x, random) -> x[0] = exponential(random)),
    PARETO_WITHOUT_A_MEAN(1, (x, random) -> x[0] = (float) Math.min(1e30, Math.exp(1.2 * exponential(random)))),
    CAUCHY(8, (x, random) -> fill(x, i -> (float) Math.tan(Math.PI * (random.nextDouble() - 0.5)))),
    LOG_NORMAL(8, (x, random) -> fill(x, i -> (float) Math.exp(3 * random.nextGaussian()))),
    GAUSSIAN(16, (x, random) -> fill(x, i -> (float) random.nextGaussian())),
    CORRELATED(16, (x, random) -> {
        float common = (float) random.nextGaussian();
        fill(x, i -> common + (float) random.nextGaussian() / 10);
    }),
    FIFTH_BLANK(12, (x, random) -> blank(x, random, 0.2)),
    HALF_BLANK(12, (x, random) -> blank(x, random, 0.5)),
    NEARLY_ALL_BLANK(12, (x, random) -> blank(x, random, 0.99)),
    TWO_TEMPLATES(12, (x, random) -> template(x, random.nextInt(2))),
    HUNDRED_TEMPLATES(12, (x, random) -> template(x, random.nextInt(100))),
    DUPLICATES_OF_A_FAVOURITE(12, (x, random) -> template(x, Math.max(0, random.nextInt(50) - 40))),
    GREY_LEVELS(16, (x, random) -> fill(x, i -> random.nextInt(4) * 85)),
    SATURATED_PIXELS(16, (x, random) -> fill(x, i -> Math.min(255, random.nextInt(400)))),
    COUNTS(12, (x, random) -> fill(x, i -> (int) (exponential(random) / 2))),
    MOSTLY_ZERO_AMOUNTS(1, (x, random) -> x[0] = random.nextInt(10) == 0 ? exponential(random) : 0),
    HUGE_AND_TINY(8, (x, random) -> fill(x, i -> random.nextBoolean() ? Float.MAX_VALUE : Float.MIN_VALUE)),
    ZEROS_OF_BOTH_SIGNS(8, (x, random) -> fill(x, i -> random.nextBoolean() ? 0f : -0f));

    private final Shape shape;
    private final BiConsumer<float[], Random> draw;

    InputKind(int elements, BiConsumer<float[], Random> draw) {
        this.shape = Shape.of(elements);
        this.draw = draw;
    }

    Shape shape() {
        return shape;
    }

    Tensor next(Random random) {
        float[] values = new float[shape.elements()];
        draw.accept(values, random);
        return Tensor.ofFloats(shape, values);
    }

    private interface Values {
        float at(int index);
    }

    private static void fill(float[] x, Values values) {
        for (int i = 0; i < x.length; i++) {
            x[i] = values.at(i);
        }
    }

    private static void blank(float[] x, Random random, double share) {
        if (random.nextDouble() >= share) {
            fill(x, i -> random.nextFloat());
        }
    }

    private static void template(float[] x, int number) {
        var drawn = new Random(number);
        fill(x, i -> drawn.nextFloat());
    }

    private static float exponential(Random random) {
        return (float) -Math.log(1 - random.nextDouble());
    }
}
