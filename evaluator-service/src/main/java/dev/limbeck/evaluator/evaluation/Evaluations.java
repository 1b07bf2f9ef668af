package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.network.NetworkRuntime;

/** Puts the evaluation of a run's checkpoints together. */
public final class Evaluations {
    private Evaluations() {}

    public static CheckpointEvaluation of(
            DistillationRun run,
            StoreLayout store,
            NetworkRuntime runtime,
            HeldOut heldOut,
            TeacherAnnouncements teachers,
            Scoreboard scoreboard,
            EvaluationSettings settings) {
        var input = run.spec().input();
        var inference = new BatchedInference(settings.batchSize());
        return new CheckpointEvaluation(
                run,
                scoreboard,
                new TestBench(teachers, heldOut, store, runtime, input, inference),
                new CheckpointAdmission(store, run.spec()),
                new Champions(store, runtime, input),
                new Scorer(runtime, input, inference, settings.latency()),
                settings.clock());
    }
}
