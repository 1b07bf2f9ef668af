package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.kafka.KafkaConnection;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How this process reaches Kafka. */
@Singleton
class EvaluatorConnection {
    @Produces
    @Singleton
    KafkaConnection connection(
            DistillationRun run, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, "limbeck-" + run.name() + "-evaluator");
    }

    /** The channel's settings that depend on the run: its evaluators share one group. */
    @Produces
    @Singleton
    @Identifier("checkpoints")
    Map<String, Object> checkpointsChannel(DistillationRun run) {
        return Map.of("group.id", "limbeck-" + run.name() + "-evaluator");
    }
}
