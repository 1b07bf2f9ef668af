package dev.limbeck.network.builtin;

import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.signature.Signature;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The networks that can be named in a run spec, each with its widths. */
sealed interface Architecture {
    String FORMS = "builtin:mlp-<width>[x<width>…], builtin:cnn-<width>[x<hidden>], "
            + "builtin:resnet-<depth>x<width> with depth 8, 14, 20, …";

    /**
     * Adds this network's layers, from the inputs to the task's outputs.
     *
     * @throws IllegalArgumentException when it cannot take such inputs
     */
    void write(LayerWriter layers, Signature signature);

    /**
     * The network of this name, without {@code builtin:}; empty when it is none.
     *
     * @throws IllegalArgumentException when it is one with a width of 0
     */
    static Optional<Architecture> parse(String name) {
        return Perceptron.parse(name).or(() -> Convolutional.parse(name)).or(() -> Residual.parse(name));
    }

    /** The name that a slip may have made of this one, without {@code builtin:}. */
    static Optional<String> nearest(String name) {
        int widths = name.indexOf('-');
        if (widths < 0) {
            return Optional.empty();
        }
        var distance = new LevenshteinDistance(2);
        return Stream.of("mlp", "cnn", "resnet")
                .filter(kind -> distance.apply(name.substring(0, widths), kind) >= 0)
                .min(Comparator.comparing((String kind) -> distance.apply(name.substring(0, widths), kind)))
                .map(kind -> kind + name.substring(widths))
                .filter(nearest -> parse(nearest).isPresent());
    }

    /** Linear layers with ReLU between them. */
    record Perceptron(List<Integer> widths) implements Architecture {
        private static final Pattern FORM = Pattern.compile("mlp-(\\d{1,5}(?:x\\d{1,5}){0,7})");

        private static Optional<Architecture> parse(String name) {
            return match(FORM, name)
                    .map(form -> new Perceptron(Arrays.stream(form.group(1).split("x"))
                            .map(Architecture::positive)
                            .toList()));
        }

        @Override
        public void write(LayerWriter layers, Signature signature) {
            int in = FlatInputs.write(layers, signature);
            for (int i = 0; i < widths.size(); i++) {
                layers.linear("hidden" + (i + 1), in, widths.get(i)).relu();
                in = widths.get(i);
            }
            layers.linear("head", in, signature.task().width());
        }

        @Override
        public String toString() {
            return "mlp-" + widths.stream().map(String::valueOf).collect(Collectors.joining("x"));
        }
    }

    /**
     * Two 3×3 convolutions of {@code width} and twice {@code width} channels, each with batch norm, 2×2 max pooling and
     * ReLU, which after pooling has a quarter of the work and gives the same; then, if {@code hidden} is above 0, one more linear layer; then the head.
     */
    record Convolutional(int width, int hidden) implements Architecture {
        private static final Pattern FORM = Pattern.compile("cnn-(\\d{1,4})(?:x(\\d{1,5}))?");

        private static Optional<Architecture> parse(String name) {
            return match(FORM, name)
                    .map(form -> new Convolutional(
                            positive(form.group(1)), form.group(2) == null ? 0 : positive(form.group(2))));
        }

        @Override
        public void write(LayerWriter layers, Signature signature) {
            Shape input = image(signature, 4);
            layers.convolution("conv1", input.dimensions().get(0), width, 3, 1).channelsLast();
            layers.batchNorm("norm1", width).maxPool().relu();
            layers.convolution("conv2", width, 2 * width, 3, 1);
            layers.batchNorm("norm2", 2 * width).maxPool().relu().flatten();
            int features = 2
                    * width
                    * (input.dimensions().get(1) / 4)
                    * (input.dimensions().get(2) / 4);
            if (hidden > 0) {
                layers.linear("hidden", features, hidden).relu();
            }
            layers.linear(
                    "head", hidden > 0 ? hidden : features, signature.task().width());
        }
    }

    /**
     * The residual network for small images of He et al. 2015 (arXiv:1512.03385, section 4.2): {@code depth} is 6n+2;
     * three stages of n blocks with {@code width}, twice and four times as many channels.
     */
    record Residual(int depth, int width) implements Architecture {
        private static final Pattern FORM = Pattern.compile("resnet-(\\d{1,3})x(\\d{1,4})");

        private static Optional<Architecture> parse(String name) {
            return match(FORM, name)
                    .map(form -> new Residual(Integer.parseInt(form.group(1)), positive(form.group(2))))
                    .filter(network -> network.depth >= 8 && network.depth % 6 == 2)
                    .map(Architecture.class::cast);
        }

        @Override
        public void write(LayerWriter layers, Signature signature) {
            Shape input = image(signature, 4);
            layers.convolution("stem", input.dimensions().get(0), width, 3, 1).channelsLast();
            layers.batchNorm("stem_norm", width).relu();
            int in = width;
            for (int stage = 0; stage < 3; stage++) {
                int out = width << stage;
                for (int block = 0; block < (depth - 2) / 6; block++) {
                    block(layers, "s" + (stage + 1) + "b" + (block + 1), in, out, stage > 0 && block == 0 ? 2 : 1);
                    in = out;
                }
            }
            layers.line("x = torch.mean(x, [2, 3])")
                    .linear("head", in, signature.task().width());
        }

        private static void block(LayerWriter layers, String name, int in, int out, int stride) {
            layers.line("identity = x");
            layers.convolution(name + "_conv1", in, out, 3, stride)
                    .batchNorm(name + "_norm1", out)
                    .relu();
            layers.convolution(name + "_conv2", out, out, 3, 1).batchNorm(name + "_norm2", out);
            if (in != out || stride != 1) {
                layers.line("residual = x").line("x = identity");
                layers.convolution(name + "_short", in, out, 1, stride).batchNorm(name + "_short_norm", out);
                layers.line("identity = x").line("x = residual");
            }
            layers.line("x = torch.relu(torch.add(x, identity))");
        }
    }

    private static int positive(String digits) {
        int width = Integer.parseInt(digits);
        if (width < 1) {
            throw new IllegalArgumentException("a width is " + digits + ", allowed is 1 or more");
        }
        return width;
    }

    private static Optional<Matcher> match(Pattern form, String name) {
        var matcher = form.matcher(name);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    private static Shape image(Signature signature, int smallest) {
        if (signature.inputs().size() > 1 || !signature.only().isQuantity()) {
            throw new IllegalArgumentException(
                    "this network takes one image, and the declared inputs are %s; take builtin:mlp-<width>, or bring a network"
                            .formatted(signature.shapes()));
        }
        Shape input = signature.only().shape();
        if (input.rank() != 3
                || input.dimensions().get(1) < smallest
                || input.dimensions().get(2) < smallest) {
            throw new IllegalArgumentException(
                    "this network takes images of shape [channels, height, width] of at least %d by %d, got %s"
                            .formatted(smallest, smallest, input));
        }
        return input;
    }
}
