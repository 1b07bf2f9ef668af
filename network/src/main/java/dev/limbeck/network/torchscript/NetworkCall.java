package dev.limbeck.network.torchscript;

import static java.util.stream.Collectors.joining;

import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.UnusableNetworkException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a script calls the network it wraps: which declared input goes to which argument of its forward, which of them are
 * normalised, and where in what it gives the logits are.
 */
public final class NetworkCall {
    /** Of one tensor of quantities, giving one tensor. */
    public static final NetworkCall PLAIN = new NetworkCall(List.of(new Passed("", "", "", true)), Logits.THE_RESULT);

    private final List<Passed> inputs;
    private final Logits logits;

    /**
     * @param input as declared
     * @param argument as the forward names it, with an equals sign; empty where it is the first, whatever its name
     * @param suffix of the script's variables for it
     * @param isQuantity whether it is cast to float and normalised
     */
    private record Passed(String input, String argument, String suffix, boolean isQuantity) {
        Stream<String> parameters() {
            return Stream.of("inputs", "mean", "std").limit(isQuantity ? 3 : 1).map(name -> name + suffix);
        }

        String normalised() {
            return "normalised%1$s = torch.div_(torch.to(inputs%1$s, 6) - mean%1$s, std%1$s)".formatted(suffix);
        }

        String given() {
            return argument + (isQuantity ? "normalised" : "inputs") + suffix;
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
        var arguments = forward.map(Forward::arguments).orElse(List.of());
        forward.ifPresent(known -> requireFit(known.arguments(), names));
        if (forward.isEmpty() && names.size() > 1) {
            throw new UnusableNetworkException(
                    "has no forward whose arguments can be read, so nobody knows which is which of %s; save it with torch.jit.save"
                            .formatted(listed(names)));
        }
        var passed = new ArrayList<Passed>();
        if (names.size() == 1) {
            passed.add(
                    new Passed(names.iterator().next(), "", "", signature.only().isQuantity()));
        } else {
            for (Forward.Argument argument : arguments) {
                var input = signature.inputs().get(argument.name());
                if (input != null) {
                    passed.add(new Passed(
                            argument.name(), argument.name() + "=", "_" + passed.size(), input.isQuantity()));
                }
            }
        }
        return new NetworkCall(
                passed, forward.map(known -> Logits.in(known.result())).orElse(Logits.THE_RESULT));
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

    /** The inputs in the order in which a method of the script takes them; of each, mean and std follow if it is a quantity. */
    public List<String> order() {
        return inputs.stream().map(Passed::input).toList();
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
