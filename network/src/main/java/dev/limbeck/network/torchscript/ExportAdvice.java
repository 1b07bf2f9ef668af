package dev.limbeck.network.torchscript;

import static java.util.stream.Collectors.joining;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Signature;
import java.util.List;
import java.util.regex.Pattern;

/** What to do about a network that PyTorch refuses, for whoever exported it. */
public final class ExportAdvice {
    private record Known(Pattern reason, String advice) {}

    /** By what PyTorch says; its own words, of which only so much is looked at as has been the same for years. */
    private static final List<Known> KNOWN = List.of(
            new Known(
                    Pattern.compile("index out of range in self"),
                    "declare no more categories than its embedding has rows"),
            new Known(
                    Pattern.compile("scalar types: Long, Int|(?i:expected.*(?:long|int).*but (?:got|found).*float)"),
                    "inputs without a declared type come as float32, so declare type: i64 for it, or have its forward begin with "
                            + "x = x.long()"),
            new Known(
                    Pattern.compile("annotated as having type Tensor but is actually of type|KeyError: logits"),
                    "have its forward return the logits alone, or as the first of a tuple, or as \"logits\" of a dictionary"));

    private ExportAdvice() {}

    /**
     * The rest of a sentence that says what PyTorch does not like.
     *
     * @param reason PyTorch's
     */
    public static String on(String reason, TorchScriptArchive network, Signature signature) {
        for (Known known : KNOWN) {
            if (known.reason().matcher(reason).find()) {
                return known.advice();
            }
        }
        var otherTypes = network.floatTypes();
        otherTypes.remove("F32");
        if (!otherTypes.isEmpty()) {
            return "its numbers are %s, so convert it with network.float() before torch.jit.save"
                    .formatted(String.join(", ", otherTypes));
        }
        return "export a forward from %s to %ss [n, %d], for any n"
                .formatted(
                        inputs(signature),
                        signature.task().noun(),
                        signature.task().width());
    }

    /** Of a network that takes one input, and no more at once. */
    public static String onOneAtATime() {
        return "it takes a batch of one only, so export it with torch.jit.script, or trace it with the size of the batch "
                + "left open (reshape to [x.size(0), -1])";
    }

    private static String inputs(Signature signature) {
        return signature.inputs().size() == 1
                ? "one " + tensor(signature.only())
                : signature.inputs().entrySet().stream()
                        .map(input -> "%s (a %s)".formatted(input.getKey(), tensor(input.getValue())))
                        .collect(joining(", "));
    }

    private static String tensor(InputDeclaration input) {
        return "%s tensor [n, %s]".formatted(type(input), input.declaredShape().listed(", "));
    }

    /** As PyTorch names it. */
    private static String type(InputDeclaration input) {
        return switch (input.type().orElse(ElementType.F32)) {
            case U8, F16, F32 -> "float32";
            case I32 -> "int32";
            case I64 -> "int64";
            case BOOL -> "bool";
        };
    }
}
