package dev.limbeck.work;

import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.network.engine.InstructionSet;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives those who compute their engine. */
@Singleton
class EngineParts {
    /** Behind a proxy: a machine that is new to it is tested first, which takes its time. */
    @Produces
    @ApplicationScoped
    NetworkRuntime networks(EngineConfig config, MeterRegistry registry) {
        // Where it is found by whatever opens a network in this process.
        System.setProperty(InstructionSet.SETTING, config.engine().instructionSet());
        var runtime = new DjlNetworkRuntime(config.threads());
        var arithmetic = runtime.arithmetic();
        Gauge.builder("limbeck.engine.arithmetic", () -> 1)
                .description("Always 1: what this process computes with")
                .tags(
                        "engine", arithmetic.engine(),
                        "library", arithmetic.library(),
                        "instruction_set", arithmetic.instructionSet(),
                        "processor", arithmetic.processor())
                .register(registry);
        return runtime;
    }
}
