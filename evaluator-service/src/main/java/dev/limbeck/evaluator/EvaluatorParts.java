package dev.limbeck.evaluator;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.evaluator.evaluation.EvaluationSettings;
import dev.limbeck.evaluator.evaluation.Evaluations;
import dev.limbeck.evaluator.metric.Latency;
import dev.limbeck.network.NetworkRuntime;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Clock;

/** Gives the core, which knows of no container, its place in one. */
@Singleton
class EvaluatorParts {
    @Produces
    @Singleton
    Evaluations evaluations(StoreLayout store, NetworkRuntime runtime, EvaluatorConfig config, Clock clock) {
        var latency = new Latency(
                config.latencySamples(),
                config.latencyWarmUp(),
                System::nanoTime,
                ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
        return new Evaluations(store, runtime, new EvaluationSettings(config.batchSize(), latency, clock));
    }
}
