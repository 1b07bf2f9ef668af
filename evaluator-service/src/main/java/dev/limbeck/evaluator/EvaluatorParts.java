package dev.limbeck.evaluator;

import dev.limbeck.contract.time.Ticker;
import dev.limbeck.evaluator.evaluation.EvaluationSettings;
import dev.limbeck.evaluator.evaluation.Evaluations;
import dev.limbeck.evaluator.metric.Latency;
import dev.limbeck.evaluator.order.OrderBook;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.store.StoreLayout;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Clock;

/** Gives the core, which knows of no container, its place in one. */
@Singleton
class EvaluatorParts {
    /** A machine that computes wrongly is to measure nothing. */
    void start(@Observes StartupEvent started, NetworkRuntime runtime) {
        runtime.arithmetic();
    }

    @Produces
    @Singleton
    OrderBook orders(Ticker ticker) {
        return new OrderBook(ticker);
    }

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
