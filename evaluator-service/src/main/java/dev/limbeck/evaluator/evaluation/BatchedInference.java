package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.network.Answer;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.UnusableNetworkException;
import java.util.ArrayList;
import java.util.List;

/** Runs any number of inputs through a network, a batch at a time, for memory's sake. */
record BatchedInference(int batchSize) {
    /** Of a hundred, so many may be without an answer, and one at least, but not all: one odd example spoils no other. */
    private static final int MOST_PERCENT_UNANSWERED = 1;

    /**
     * The output for each input, in order. An input on which the network raises, or for which it gives NaN or an infinity,
     * counts as one of which it has no opinion: every number of its output is 0.
     *
     * @throws UnusableNetworkException when these are more than one, and more than {@value #MOST_PERCENT_UNANSWERED} in a hundred
     */
    List<Output> outputs(InferenceNetwork network, List<Inputs> inputs) {
        var answers = new ArrayList<Answer>(inputs.size());
        for (int from = 0; from < inputs.size(); from += batchSize) {
            answers.addAll(Answer.of(network, inputs.subList(from, Math.min(from + batchSize, inputs.size()))));
        }
        var outputs = new ArrayList<Output>(inputs.size());
        int allowed = Math.min(Math.max(1, inputs.size() * MOST_PERCENT_UNANSWERED / 100), inputs.size() - 1);
        int unanswered = 0;
        for (int i = 0; i < inputs.size(); i++) {
            var answer = answers.get(i);
            if (answer instanceof Answer.Given given && given.output().isFinite()) {
                outputs.add(given.output());
                continue;
            }
            if (++unanswered > allowed) {
                throw new UnusableNetworkException("%d of the first %d inputs have no finite output; the last %s"
                        .formatted(unanswered, i + 1, reason(answer)));
            }
            outputs.add(noOpinion(network));
        }
        return outputs;
    }

    private static String reason(Answer answer) {
        return answer instanceof Answer.Raised raised
                ? "makes it raise: " + raised.reason()
                : "gives " + ((Answer.Given) answer).output();
    }

    private static Output noOpinion(InferenceNetwork network) {
        return Output.zeros(network.metadata().signature().task().width());
    }
}
