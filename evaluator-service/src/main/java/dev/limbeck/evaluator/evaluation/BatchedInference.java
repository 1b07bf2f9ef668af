package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.record.ClassScores;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.UnusableNetworkException;
import java.util.ArrayList;
import java.util.List;

/** Runs any number of inputs through a network, a batch at a time, for memory's sake. */
record BatchedInference(int batchSize) {
    /**
     * The logits of each input, in order.
     *
     * @throws UnusableNetworkException when one of them is NaN or infinite: nothing can be compared with that
     */
    List<ClassScores> logits(InferenceNetwork network, List<Tensor> inputs) {
        var logits = new ArrayList<ClassScores>(inputs.size());
        for (int from = 0; from < inputs.size(); ) {
            int to = endOfBatch(inputs, from);
            logits.addAll(network.logits(inputs.subList(from, to)));
            from = to;
        }
        for (int i = 0; i < logits.size(); i++) {
            if (!logits.get(i).isFinite()) {
                throw new UnusableNetworkException("input %d of %d gives logits %s, allowed are finite ones"
                        .formatted(i, inputs.size(), logits.get(i)));
            }
        }
        return logits;
    }

    /** A batch ends early where the element type changes: a data set and a stream may differ in it. */
    private int endOfBatch(List<Tensor> inputs, int from) {
        var type = inputs.get(from).elementType();
        int to = from + 1;
        while (to < inputs.size() && to - from < batchSize && inputs.get(to).elementType() == type) {
            to++;
        }
        return to;
    }
}
