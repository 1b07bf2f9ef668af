package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.run.RunSpec;
import dev.limbeck.evaluator.admission.CheckpointAdmission;
import dev.limbeck.evaluator.promotion.Champions;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.store.StoreLayout;

/** Puts the evaluation of one generation's checkpoints together. */
public record Evaluations(StoreLayout store, NetworkRuntime runtime, EvaluationSettings settings) {
    /** @param heldOut of the generation */
    public CheckpointEvaluation of(RunSpec spec, HeldOutExamples heldOut) {
        var inference = new BatchedInference(settings.batchSize());
        var admission = new CheckpointAdmission(store, spec);
        var scorer = new Scorer(runtime, spec, inference, settings.latency());
        return new CheckpointEvaluation(
                spec.signature().task(),
                new TestBench(heldOut, store, runtime, spec.signature(), inference),
                admission,
                scorer,
                new Contenders(admission, new Champions(store, runtime), scorer),
                runtime.arithmetic(),
                settings.clock());
    }
}
