package dev.limbeck.network.builtin;

import static java.util.stream.Collectors.joining;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes one row of numbers of all inputs of a record, side by side in the order of their names: quantities and flags as
 * they are, and for each index its row of an embedding that its input has to itself.
 */
final class FlatInputs {
    private static final int WIDEST = 50;
    private static final long MOST_NUMBERS = 1L << 28;
    /** Of Python, and what a network's code calls its own. */
    private static final Set<String> TAKEN = Set.of(
            "False",
            "None",
            "True",
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "ops",
            "or",
            "pass",
            "raise",
            "return",
            "self",
            "torch",
            "try",
            "while",
            "with",
            "yield");

    private final LayerWriter layers;
    private final List<String> parts = new ArrayList<>();
    private int width;

    private FlatInputs(LayerWriter layers) {
        this.layers = layers;
    }

    /**
     * Adds the lines that make it.
     *
     * @return how many numbers the row has
     */
    static int write(LayerWriter layers, Signature signature) {
        var inputs = signature.inputs();
        if (inputs.size() == 1 && signature.only().isQuantity()) {
            layers.flatten();
            return signature.only().shape().elements();
        }
        var flat = new FlatInputs(layers);
        if (inputs.size() == 1) {
            flat.add("x", inputs.firstKey(), signature.only());
        } else {
            inputs.keySet().forEach(FlatInputs::requireArgument);
            layers.arguments(List.copyOf(inputs.keySet()));
            inputs.forEach((name, input) -> flat.add(name, name, input));
        }
        // In one line, for one of the inputs may be called x.
        layers.line(flat.parts.stream().collect(joining(", ", "x = torch.cat([", "], 1)")));
        return flat.width;
    }

    private static void requireArgument(String name) {
        if (TAKEN.contains(name)) {
            throw new IllegalArgumentException(
                    "an input is called %s, allowed is what can name an argument in Python".formatted(name));
        }
    }

    private void add(String variable, String name, InputDeclaration input) {
        String numbers =
                switch (input.type().orElse(ElementType.F32)) {
                    case U8, F16, F32 -> numbers(variable, input, 1);
                    case BOOL -> numbers("torch.to(%s, 6)".formatted(variable), input, 1);
                    case I32, I64 -> rows(variable, name, input);
                };
        parts.add("torch.flatten(%s, 1, -1)".formatted(numbers));
    }

    private String numbers(String expression, InputDeclaration input, int each) {
        width = Math.addExact(width, Math.multiplyExact(input.shape().elements(), each));
        return expression;
    }

    private String rows(String variable, String name, InputDeclaration input) {
        int categories = input.categories()
                .orElseThrow(() -> new IllegalArgumentException(
                        "input %s is of %s without categories, needed is how many there are: an embedding has a row for each"
                                .formatted(name, input.type().orElseThrow().word())));
        int columns = columns(categories);
        if ((long) categories * columns > MOST_NUMBERS) {
            throw new IllegalArgumentException("input %s has %d categories, too many for an embedding of %d numbers"
                    .formatted(name, categories, MOST_NUMBERS));
        }
        return numbers(layers.embedding("embedding_" + variable, categories, columns, variable), input, columns);
    }

    /** Half as many as there are categories, rounded up, and 50 at most: more say no more of so few. */
    private static int columns(int categories) {
        return Math.min(WIDEST, (categories + 1) / 2);
    }
}
