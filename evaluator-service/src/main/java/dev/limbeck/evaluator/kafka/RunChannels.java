package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.run.DistillationRun;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** Settings of channels that depend on the run. */
@Singleton
class RunChannels {
    /** The channel's settings that depend on the run: its evaluators share one group. */
    @Produces
    @Singleton
    @Identifier("checkpoints")
    Map<String, Object> checkpointsChannel(DistillationRun run) {
        return Map.of("group.id", run.topics().evaluatorGroup());
    }
}
