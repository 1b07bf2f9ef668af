package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.run.EvaluationSpec;
import dev.limbeck.evaluator.heldout.HeldOutCollector;
import dev.limbeck.evaluator.heldout.HeldOutSnapshots;
import dev.limbeck.evaluator.heldout.TestPart;

/** Everything held out of the run: the data set's test part, and what is gathered of the stream. */
public record HeldOut(TestPart testPart, HeldOutCollector collector, HeldOutSnapshots snapshots) {

    public static HeldOut declaredBy(EvaluationSpec.HeldOut spec, TestPart testPart) {
        var collector = new HeldOutCollector(spec.fraction(), spec.maxExamples());
        return new HeldOut(testPart, collector, new HeldOutSnapshots(collector, spec.minExamples()));
    }
}
