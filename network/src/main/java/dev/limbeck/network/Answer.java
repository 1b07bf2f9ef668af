package dev.limbeck.network;

import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network says of one input, when some among others may make it raise. A batch that raises is halved until the
 * inputs stand alone on which it does, so no input is blamed for the company it came in, nor for the size of a batch.
 */
public sealed interface Answer {
    record Given(Output output) implements Answer {}

    /** @param reason PyTorch's own last line */
    record Raised(String reason) implements Answer {}

    /**
     * One answer for each input, in order. One culprit among n costs about 2 log2 n more calls.
     *
     * @param inputs as {@link InferenceNetwork#outputs} takes them
     * @throws NetworkRaisedException when it raises on zeros, too, which it took when it was opened: then it is not the
     *     inputs that are at fault
     */
    static List<Answer> of(InferenceNetwork network, List<Inputs> inputs) {
        if (inputs.isEmpty()) {
            return List.of(); // of nothing a network cannot be asked
        }
        var answers = new ArrayList<Answer>(inputs.size());
        ask(network, inputs, answers);
        if (answers.stream().allMatch(Raised.class::isInstance)) {
            requireSound(network);
        }
        return answers;
    }

    private static void ask(InferenceNetwork network, List<Inputs> inputs, List<Answer> answers) {
        try {
            network.outputs(inputs).forEach(output -> answers.add(new Given(output)));
        } catch (NetworkRaisedException raised) {
            if (inputs.size() == 1) {
                answers.add(new Raised(raised.reason()));
            } else {
                int middle = inputs.size() / 2;
                ask(network, inputs.subList(0, middle), answers);
                ask(network, inputs.subList(middle, inputs.size()), answers);
            }
        }
    }

    private static void requireSound(InferenceNetwork network) {
        try {
            network.outputs(List.of(InventedInputs.zeros(network.metadata().signature())));
        } catch (NetworkRaisedException raised) {
            throw new NetworkRaisedException(
                    "the network raises on every input, zeros included, which it took when it was opened: "
                            + raised.reason(),
                    raised);
        }
    }
}
