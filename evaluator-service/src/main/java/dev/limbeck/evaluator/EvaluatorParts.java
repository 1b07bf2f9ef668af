package dev.limbeck.evaluator;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.evaluator.dataset.IdxTestPart;
import dev.limbeck.evaluator.evaluation.CheckpointEvaluation;
import dev.limbeck.evaluator.evaluation.EvaluationSettings;
import dev.limbeck.evaluator.evaluation.Evaluations;
import dev.limbeck.evaluator.evaluation.HeldOut;
import dev.limbeck.evaluator.evaluation.Scoreboard;
import dev.limbeck.evaluator.evaluation.TeacherAnnouncements;
import dev.limbeck.evaluator.heldout.TestPart;
import dev.limbeck.evaluator.metric.Latency;
import dev.limbeck.network.NetworkRuntime;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives the core, which knows of no container, its place in one. */
@Singleton
class EvaluatorParts {
    @Produces
    @Singleton
    HeldOut heldOut(DistillationRun run) {
        var spec = run.spec().evaluation().heldOut();
        var testPart = spec.dataset()
                .map(dataset -> IdxTestPart.read(dataset, run.spec().input()))
                .orElseGet(TestPart::none);
        return HeldOut.declaredBy(spec, testPart);
    }

    @Produces
    @Singleton
    Scoreboard scoreboard() {
        return new Scoreboard();
    }

    @Produces
    @Singleton
    CheckpointEvaluation evaluation(
            DistillationRun run,
            StoreLayout store,
            NetworkRuntime runtime,
            HeldOut heldOut,
            TeacherAnnouncements teachers,
            Scoreboard scoreboard,
            EvaluatorConfig config) {
        var latency = new Latency(config.latencySamples(), config.latencyWarmUp(), System::nanoTime);
        var settings = new EvaluationSettings(config.batchSize(), latency, Clock.systemUTC());
        return Evaluations.of(run, store, runtime, heldOut, teachers, scoreboard, settings);
    }
}
