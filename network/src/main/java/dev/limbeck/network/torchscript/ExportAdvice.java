package dev.limbeck.network.torchscript;

import dev.limbeck.contract.record.Shape;
import java.util.List;
import java.util.regex.Pattern;

/** What to do about a network that PyTorch refuses, for whoever exported it. */
public final class ExportAdvice {
    private record Known(Pattern reason, String advice) {}

    /** By what PyTorch says; its own words, of which only so much is looked at as has been the same for years. */
    private static final List<Known> KNOWN = List.of(
            new Known(
                    Pattern.compile("scalar types: Long, Int|(?i:expected.*(?:long|int).*but (?:got|found).*float)"),
                    "inputs come as float32, so have its forward begin with x = x.long()"),
            new Known(
                    Pattern.compile("annotated as having type Tensor but is actually of type"),
                    "have its forward return the logits alone, as one tensor"),
            new Known(
                    Pattern.compile("(?i:argument \\S+ not provided|missing value for argument)"),
                    "have its forward take one tensor"));

    private ExportAdvice() {}

    /**
     * The rest of a sentence that says what PyTorch does not like.
     *
     * @param reason PyTorch's
     */
    public static String on(String reason, TorchScriptArchive network, Shape input, int classes) {
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
        return "export a forward from one float32 tensor [n, %s] to logits [n, %d], for any n"
                .formatted(dimensions(input), classes);
    }

    /** Of a network that takes one input, and no more at once. */
    public static String onOneAtATime() {
        return "it takes a batch of one only, so export it with torch.jit.script, or trace it with the size of the batch "
                + "left open (reshape to [x.size(0), -1])";
    }

    private static String dimensions(Shape input) {
        return input.dimensions().stream()
                .map(String::valueOf)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }
}
