package dev.limbeck.evaluator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an operator may tune of measuring; what is measured stands in the run spec. */
@ConfigMapping(prefix = "limbeck.evaluator")
public interface EvaluatorConfig {
    /** Examples that go through a network at once. */
    @WithDefault("64")
    int batchSize();

    /** Single-example calls that are timed for the latency: its 99th percentile needs some above it. */
    @WithDefault("300")
    int latencySamples();

    /** Single-example calls before those, untimed. */
    @WithDefault("20")
    int latencyWarmUp();
}
