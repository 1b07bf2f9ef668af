package dev.limbeck.orchestrator.api.plan;

import dev.limbeck.contract.api.RunPlan;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.orchestrator.lifecycle.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works out what would come of a declaration, from what there is. */
final class Planning {
    private Planning() {}

    /** Another teacher begins the next generation. */
    static Generation generation(DistillationRun declared, Optional<RunState> known) {
        return new Generation(
                declared,
                known.map(state -> {
                            var current = state.currentGeneration();
                            boolean sameTeacher =
                                    current.declared().equals(declared.spec().teacher());
                            return sameTeacher ? current.number() : current.number() + 1;
                        })
                        .orElse(1));
    }

    /**
     * @param wanted partitions of each of the generation's topics, in the order in which they are to be shown
     * @param existing partitions of those that are there
     */
    static RunPlan plan(
            Generation generation,
            Optional<RunState> known,
            Map<String, Integer> wanted,
            Map<String, Integer> existing) {
        var topics = wanted.entrySet().stream()
                .map(topic -> new RunPlan.Topic(
                        topic.getKey(),
                        existing.getOrDefault(topic.getKey(), topic.getValue()),
                        existing.containsKey(topic.getKey())))
                .toList();
        var students = generation.spec().students().stream()
                .map(student -> new RunPlan.Student(
                        student.name(), student.network(), student.isControl(), generation.examplesOf(student)))
                .toList();
        return new RunPlan(
                generation.name(),
                known.isEmpty(),
                generation.number(),
                topics,
                students,
                warnings(generation, known, existing));
    }

    private static List<String> warnings(
            Generation generation, Optional<RunState> known, Map<String, Integer> existing) {
        var warnings = new ArrayList<String>();
        var source = generation.spec().source();
        var partitions = existing.get(source.topic());
        if (partitions == null) {
            warnings.add("The source topic %s does not exist and would be made with %d partitions."
                    .formatted(source.topic(), source.partitions()));
        } else if (partitions != source.partitions()) {
            warnings.add("The source topic %s has %d partitions, not %d as declared; it would stay as it is."
                    .formatted(source.topic(), partitions, source.partitions()));
        }
        known.ifPresent(state -> {
            if (generation.number() > state.currentGeneration().number()) {
                warnings.add("The teacher is another one: generation %d would end and generation %d begin."
                        .formatted(state.currentGeneration().number(), generation.number()));
            }
            Refusals.of(state, new RunCommand.Apply("plan", generation.run(), state.updatedAt()))
                    .ifPresent(why -> warnings.add("The declaration would be refused. " + why));
        });
        return warnings;
    }
}
