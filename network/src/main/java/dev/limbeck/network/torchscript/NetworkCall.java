package dev.limbeck.network.torchscript;

import static java.util.stream.Collectors.joining;

import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.UnusableNetworkException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a script calls the network it wraps: which declared input goes to which argument of its forward, which of them are
 * normalised, which go with a mask, and where in what it gives the logits are.
 */
public final class NetworkCall {
    /** Of one tensor of quantities, giving one tensor. */
    public static final NetworkCall PLAIN =
            new NetworkCall(List.of(new Passed("", "", "", "", true)), Logits.THE_RESULT);

    /** Behind the name of an argument, that of the argument with its mask. */
    private static final String MASK = "_mask";

    private final List<Passed> inputs;
    private final Logits logits;

    /**
     * @param input as declared
     * @param argument as the forward names it, with an equals sign; empty where it is the first, whatever its name
     * @param mask the argument that is told where records of this input end; empty where there is none
     * @param suffix of the script's variables for it
     * @param isQuantity whether it is cast to float and normalised
     */
    private record Passed(String input, String argument, String mask, String suffix, boolean isQuantity) {
        boolean isMasked() {
            return !mask.isEmpty();
        }

        Stream<String> parameters() {
            var ofBatch = Stream.of("inputs", "mean", "std").limit(isQuantity ? 3 : 1);
            return Stream.concat(ofBatch, Stream.of("mask").filter(any -> isMasked()))
                    .map(name -> name + suffix);
        }

        String normalised() {
            return "normalised%1$s = torch.div_(torch.to(inputs%1$s, 6) - mean%1$s, std%1$s)".formatted(suffix);
        }

        String given() {
            String value = argument + (isQuantity ? "normalised" : "inputs") + suffix;
            return isMasked() ? "%s, %s=mask%s".formatted(value, mask, suffix) : value;
        }
    }

    private enum Logits {
        THE_RESULT(""),
        FIRST_OF_A_TUPLE("[0]"),
        ENTRY_OF_A_DICTIONARY("[\"logits\"]");

        private final String access;

        Logits(String access) {
            this.access = access;
        }

        static Logits in(String type) {
            if (type.startsWith("Tuple[")) {
                return FIRST_OF_A_TUPLE;
            }
            return type.startsWith("Dict[str, ") ? ENTRY_OF_A_DICTIONARY : THE_RESULT;
        }
    }

    private NetworkCall(List<Passed> inputs, Logits logits) {
        this.inputs = List.copyOf(inputs);
        this.logits = logits;
    }

    /** @throws UnusableNetworkException when the arguments of its forward are not the inputs */
    public static NetworkCall of(TorchScriptArchive network, Signature signature) {
        var names = signature.inputs().keySet();
        var forward = Forward.of(network);
        if (forward.isEmpty() && names.size() > 1) {
            throw new UnusableNetworkException(
                    "has no forward whose arguments can be read, so nobody knows which is which of %s; save it with torch.jit.save"
                            .formatted(listed(names)));
        }
        return new NetworkCall(
                forward.map(known -> passed(known.arguments(), signature))
                        .orElseGet(() -> List.of(only(signature, "", ""))),
                forward.map(known -> Logits.in(known.result())).orElse(Logits.THE_RESULT));
    }

    private static List<Passed> passed(List<Forward.Argument> all, Signature signature) {
        var names = signature.inputs().keySet();
        var masks = masks(names(all.stream()), signature);
        var arguments = all.stream()
                .filter(argument -> !masks.containsValue(argument.name()))
                .toList();
        requireFit(arguments, names);
        if (names.size() == 1) {
            String argument = arguments.get(0).name();
            String mask = masks.getOrDefault(argument, "");
            return List.of(only(signature, mask.isEmpty() ? "" : argument + "=", mask));
        }
        var passed = new ArrayList<Passed>();
        for (Forward.Argument argument : arguments) {
            var input = signature.inputs().get(argument.name());
            if (input != null) {
                passed.add(new Passed(
                        argument.name(),
                        argument.name() + "=",
                        masks.getOrDefault(argument.name(), ""),
                        "_" + passed.size(),
                        input.isQuantity()));
            }
        }
        return passed;
    }

    private static Passed only(Signature signature, String argument, String mask) {
        return new Passed(
                signature.inputs().firstKey(),
                argument,
                mask,
                "",
                signature.only().isQuantity());
    }

    /** By the argument that takes an input whose records end where they will, the one beside it that is told where. */
    private static Map<String, String> masks(List<String> arguments, Signature signature) {
        var masks = new HashMap<String, String>();
        for (String argument : arguments) {
            String mask = argument + MASK;
            if (arguments.contains(mask) && !signature.inputs().containsKey(mask) && varies(argument, signature)) {
                masks.put(argument, mask);
            }
        }
        return masks;
    }

    private static boolean varies(String argument, Signature signature) {
        var input = signature.inputs().size() == 1
                ? signature.only()
                : signature.inputs().get(argument);
        return input != null && input.varies();
    }

    /** The name of an only argument is of no matter: there is nothing to take it for. */
    private static void requireFit(List<Forward.Argument> arguments, Set<String> inputs) {
        var all = names(arguments.stream());
        var needed = names(arguments.stream().filter(argument -> !argument.mayBeLeftOut()));
        boolean fits = inputs.size() == 1
                ? !all.isEmpty() && needed.size() <= 1
                : all.containsAll(inputs) && inputs.containsAll(needed);
        if (!fits) {
            throw new UnusableNetworkException(
                    "has a forward that takes %s, and the declared inputs are %s; give inputs the names of its arguments"
                            .formatted(all.isEmpty() ? "nothing" : listed(all), listed(inputs)));
        }
    }

    private static List<String> names(Stream<Forward.Argument> arguments) {
        return arguments.map(Forward.Argument::name).collect(Collectors.toList());
    }

    private static String listed(Collection<String> names) {
        return String.join(", ", names);
    }

    /**
     * The inputs in the order in which a method of the script takes them; of each, mean and std follow if it is a quantity,
     * then the mask if it {@link #takesMask}.
     */
    public List<String> order() {
        return inputs.stream().map(Passed::input).toList();
    }

    /** Whether the forward is told where records of this input end, by another argument: a truth value for each place. */
    public boolean takesMask(String input) {
        return inputs.stream()
                .anyMatch(passed -> passed.isMasked() && passed.input().equals(input));
    }

    /** Whether it is told so of any input. */
    public boolean takesMask() {
        return inputs.stream().anyMatch(Passed::isMasked);
    }

    /** What a method of the script begins with, as its declaration. */
    String parameters() {
        return inputs.stream()
                .flatMap(Passed::parameters)
                .map(name -> name + ": Tensor")
                .collect(joining(",\n    "));
    }

    /** The same where another method calls it. */
    String variables() {
        return inputs.stream().flatMap(Passed::parameters).collect(joining(", "));
    }

    /** From these to the logits. */
    Stream<String> lines() {
        var quantities = inputs.stream().filter(Passed::isQuantity).toList();
        var comment = quantities.isEmpty()
                ? Stream.<String>empty()
                : Stream.of("# The second in place: for a batch of images, fresh memory costs more than the division.");
        return Stream.of(comment, quantities.stream().map(Passed::normalised), forward())
                .flatMap(lines -> lines);
    }

    private Stream<String> forward() {
        String call = "(self.network).forward(%s, )"
                .formatted(inputs.stream().map(Passed::given).collect(joining(", ")));
        return logits == Logits.THE_RESULT
                ? Stream.of("return " + call)
                : Stream.of("given = " + call, "return given" + logits.access);
    }
}
