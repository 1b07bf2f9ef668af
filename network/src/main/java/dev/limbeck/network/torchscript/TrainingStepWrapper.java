package dev.limbeck.network.torchscript;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Wraps any network that has a plain {@code forward} in a module that also knows a whole training step, so that one
 * call into PyTorch does forward, objective, gradients and update. The wrapped network is embedded as it is: its code
 * and numbers are taken over byte for byte, under the name {@value #NETWORK}.
 */
public final class TrainingStepWrapper {
    /** Prefix of the wrapped network's parameter names. */
    public static final String NETWORK = "network";

    private static final String MODULE = "__torch__.limbeck.training_step";
    private static final String CLASS = "TrainingStep";

    private TrainingStepWrapper() {}

    public static TorchScriptArchive wrap(TorchScriptArchive network, StepProgram program) {
        byte[] objects = new PickleWriter()
                .global(MODULE, CLASS)
                .newObject()
                .emptyDictionary()
                .mark()
                .text("training")
                .bool(true)
                .text(NETWORK)
                .embed(network.objects())
                .text("parameters")
                .emptyList()
                .text("first_moments")
                .emptyList()
                .text("second_moments")
                .emptyList()
                .setItems()
                .build()
                .finish();
        String source = program.source()
                .replace("NETWORK_CLASS", network.rootClass())
                .replace(
                        "BUFFERS",
                        buffers(network).map(TrainingStepWrapper::attribute).collect(joining(", ")));
        return network.with(Map.of(
                TorchScriptArchive.OBJECTS,
                objects,
                "code/__torch__/limbeck/training_step.py",
                source.getBytes(StandardCharsets.UTF_8)));
    }

    /** Names of the tensors that the script's {@code buffers} method gives, in its order. */
    public static List<String> bufferNames(TorchScriptArchive network) {
        return buffers(network).toList();
    }

    private static Stream<String> buffers(TorchScriptArchive network) {
        return network.tensors().entrySet().stream()
                .filter(tensor -> !tensor.getValue().requiresGradient())
                .map(Map.Entry::getKey);
    }

    /**
     * Parts of a path may be numbers, which only {@code getattr} can name. The bias of a convolution is declared as one
     * that may be missing; this one is there.
     */
    private static String attribute(String path) {
        String expression = "self." + NETWORK;
        for (String name : List.of(path.split("\\.", -1))) {
            expression = "getattr(%s, \"%s\")".formatted(expression, name);
        }
        return "unchecked_cast(Tensor, %s)".formatted(expression);
    }
}
