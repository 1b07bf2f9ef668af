package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.field.InvalidField;
import dev.limbeck.contract.run.EvaluationSpec;
import dev.limbeck.evaluator.heldout.CurrentHeldOutSet;
import dev.limbeck.evaluator.heldout.HeldOutCollector;
import dev.limbeck.evaluator.heldout.TestPart;

/** Everything held out of the run: the data set's test part, and what is gathered of the stream. */
public record HeldOutExamples(TestPart testPart, HeldOutCollector collector, CurrentHeldOutSet current) {

    /** @throws InvalidField when there can never be as many examples as the run wants */
    public static HeldOutExamples declaredBy(EvaluationSpec.HeldOut spec, TestPart testPart) {
        int most = testPart.inputs().size();
        if (spec.fraction() == 0 && most < spec.minExamples()) {
            throw new InvalidField(
                    "spec.evaluation.heldOut.minExamples",
                    spec.minExamples(),
                    "at most %d: fraction is 0, and the data set's test part has no more".formatted(most));
        }
        var collector = new HeldOutCollector(spec);
        return new HeldOutExamples(testPart, collector, new CurrentHeldOutSet(collector));
    }
}
