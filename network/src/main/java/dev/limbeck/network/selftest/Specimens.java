package dev.limbeck.network.selftest;

import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.builtin.BuiltinNetworks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is tried, by part. Each part has what has been seen to be wrong somewhere, and its neighbours. */
final class Specimens {
    private static final int CLASSES = 10;
    private static final int[] CHANNELS = {3, 4, 8, 12, 16, 17, 20, 24, 28, 30, 32, 33, 44};
    private static final int[] OUTPUTS = {16, 20, 32, 8, 40};
    private static final Normalisation NORMALISATION = Normalisation.of(127, 64);
    private static final Signature SMALL = input(1, 12);
    private static final Signature COLOURED = input(3, 12);

    private Specimens() {}

    static Map<String, List<Specimen>> byPart() {
        var parts = new LinkedHashMap<String, List<Specimen>>();
        parts.put("convolution", convolutions(false));
        parts.put("convolution, channels last", convolutions(true));
        parts.put("grouped convolution", grouped());
        parts.put("linear", List.of(linear(33, 17), linear(256, 64)));
        parts.put("pooling", List.of(pooling(false), pooling(true)));
        parts.put("normalisation", List.of(normalisation(16, false), normalisation(20, true)));
        parts.put("layer normalisation", List.of(layerNormalisation()));
        parts.put("recurrent", List.of(recurrent(8), recurrent(17)));
        parts.put("attention", List.of(attention(1), attention(3)));
        parts.put("Adam", List.of(adam()));
        parts.put("residual network", List.of(residual("builtin:resnet-8x8", 12), residual("builtin:resnet-8x4", 60)));
        return parts;
    }

    private static List<Specimen> convolutions(boolean channelsLast) {
        var specimens = new ArrayList<Specimen>();
        for (int in : CHANNELS) {
            int out = OUTPUTS[specimens.size() % OUTPUTS.length];
            specimens.add(convolution(in, out, 3, 1, 1, channelsLast));
            specimens.add(convolution(in, out, 3, 2, 1, channelsLast));
            specimens.add(convolution(in, out, 1, specimens.size() % 4 == 0 ? 2 : 1, 1, channelsLast));
        }
        specimens.add(convolution(20, 16, 5, 1, 1, channelsLast));
        specimens.add(convolution(24, 48, 7, 2, 1, channelsLast));
        return specimens;
    }

    private static List<Specimen> grouped() {
        return List.of(
                convolution(16, 16, 3, 1, 16, false),
                convolution(20, 20, 3, 2, 20, true),
                convolution(24, 24, 5, 1, 24, false),
                convolution(32, 32, 3, 1, 2, false),
                convolution(40, 20, 3, 1, 2, true));
    }

    private static Specimen convolution(int in, int out, int kernel, int stride, int groups, boolean channelsLast) {
        var network = new TwinWriter();
        if (channelsLast) {
            network.channelsLast();
        }
        return network.convolution(3, in, 1, 1, 1)
                .relu()
                .convolution(in, out, kernel, stride, groups)
                .relu()
                .meanPool()
                .linear(out, CLASSES)
                .finish(
                        "%d to %d channels, kernel %d, stride %d, groups %d%s"
                                .formatted(in, out, kernel, stride, groups, channelsLast ? ", channels last" : ""),
                        COLOURED,
                        3,
                        1);
    }

    private static Specimen linear(int first, int second) {
        return new TwinWriter()
                .flatten()
                .linear(144, first)
                .relu()
                .linear(first, second)
                .relu()
                .linear(second, CLASSES)
                .finish("144 to %d to %d to 10".formatted(first, second), SMALL, 33, 20);
    }

    private static Specimen pooling(boolean channelsLast) {
        var network = new TwinWriter();
        if (channelsLast) {
            network.channelsLast();
        }
        return network.convolution(3, 20, 3, 1, 1)
                .maxPool()
                .relu()
                .convolution(20, 16, 3, 1, 1)
                .maxPool()
                .flatten()
                .linear(16 * 9, CLASSES)
                .finish("largest of 2 by 2" + (channelsLast ? ", channels last" : ""), COLOURED, 8, 3);
    }

    private static Specimen normalisation(int channels, boolean channelsLast) {
        var network = new TwinWriter();
        if (channelsLast) {
            network.channelsLast();
        }
        return network.convolution(3, channels, 3, 1, 1)
                .batchNorm(channels)
                .relu()
                .meanPool()
                .linear(channels, CLASSES)
                .finish("batch norm of %d channels".formatted(channels), COLOURED, 8, 5);
    }

    private static Specimen layerNormalisation() {
        return new TwinWriter()
                .flatten()
                .linear(144, 33)
                .layerNorm(33)
                .relu()
                .linear(33, CLASSES)
                .finish("layer norm of 33 features", SMALL, 8, 5);
    }

    private static Specimen recurrent(int hidden) {
        return new TwinWriter()
                .places()
                .lstm(12, hidden)
                .linear(hidden, CLASSES)
                .finish("long short-term memory of %d units".formatted(hidden), SMALL, 8, 5);
    }

    private static Specimen attention(int heads) {
        return new TwinWriter()
                .places()
                .layerNorm(12)
                .attention(12, heads)
                .linear(12, CLASSES)
                .finish("attention in %d heads".formatted(heads), SMALL, 8, 5);
    }

    private static Specimen adam() {
        return new TwinWriter()
                .convolution(1, 16, 3, 1, 1)
                .relu()
                .meanPool()
                .linear(16, 33)
                .relu()
                .linear(33, CLASSES)
                .finish("Adam on a convolution", SMALL, 16, 10, OptimizerSpec.Kind.ADAM);
    }

    private static Specimen residual(String name, int steps) {
        return new Specimen(
                name,
                () -> BuiltinNetworks.author(name, SMALL, 7),
                SMALL,
                new ResidualReference(),
                8,
                steps,
                OptimizerSpec.Kind.SGD);
    }

    private static Signature input(int channels, int extent) {
        return Signature.ofClasses(Shape.of(channels, extent, extent), CLASSES, NORMALISATION);
    }
}
