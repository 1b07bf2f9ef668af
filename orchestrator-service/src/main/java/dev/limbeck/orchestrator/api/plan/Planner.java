package dev.limbeck.orchestrator.api.plan;

import dev.limbeck.contract.api.RunPlan;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.RunTopicDeclarations;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks at what there is on the broker, and changes nothing. */
@Singleton
public class Planner {
    private final KafkaConnection connection;

    Planner(KafkaConnection connection) {
        this.connection = connection;
    }

    public RunPlan plan(DistillationRun declared, Optional<RunState> known) {
        var generation = Planning.generation(declared, known);
        var wanted = new LinkedHashMap<String, Integer>();
        RunTopicDeclarations.of(generation).forEach(topic -> wanted.put(topic.name(), topic.numPartitions()));
        return Planning.plan(generation, known, wanted, existing(wanted.keySet()));
    }

    private Map<String, Integer> existing(Collection<String> names) {
        try (var admin = connection.admin()) {
            var existing = new HashMap<String, Integer>();
            admin.describeTopics(names).topicNameValues().forEach((name, description) -> {
                try {
                    existing.put(
                            name, KafkaAnswers.await(description).partitions().size());
                } catch (UnknownTopicOrPartitionException absent) {
                    // It would be made.
                }
            });
            return existing;
        }
    }
}
