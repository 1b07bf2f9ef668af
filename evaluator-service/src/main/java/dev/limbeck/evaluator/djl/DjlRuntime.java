package dev.limbeck.evaluator.djl;

import dev.limbeck.evaluator.EvaluatorConfig;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Runs networks with PyTorch. */
@Singleton
class DjlRuntime {
    @Produces
    @Singleton
    NetworkRuntime runtime(EvaluatorConfig config) {
        return new DjlNetworkRuntime(config.threads());
    }
}
