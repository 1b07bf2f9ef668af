package dev.limbeck.contract.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunStateTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final DistillationRun RUN = RunSpecReader.read("""
            apiVersion: limbeck.dev/v1alpha1
            kind: DistillationRun
            metadata: {name: digits}
            spec:
              source: {topic: production.digits, partitions: 3}
              input: {shape: [1, 28, 28], classes: 10, normalisation: {mean: [33], std: [78]}}
              teacher:
                network: builtin:cnn-32x128
                train:
                  dataset: {format: idx, path: data/digits}
                  optimizer: {learningRate: 0.002}
                gate: {minAccuracy: 0.97}
                labelling: {size: 128, maxWait: 20ms}
              students:
                - name: small-cnn
                  network: builtin:cnn-8
                  objective: {softTargetWeight: 0.9, temperature: 4}
                  optimizer: {learningRate: 0.003, schedule: {warmupSteps: 20, decaySteps: 450, finalShare: 0.05}}
                - {name: control, network: "builtin:cnn-8", learnsFrom: labelled, objective: {softTargetWeight: 0}}
              checkpoint: {everySteps: 100, everyTime: 30s, whenIdle: 2s, keep: 10}
              promotion: {metric: agreement, approval: manual}
              completion: {afterRecords: 1000}
            """);

    @Test
    void isReadAsItWasWritten() {
        // Given
        var teacher = new TeacherPublished("digits", "v1", "ab", "teacher/v1", OptionalDouble.of(0.98), 400_000, NOW);
        var checkpoint = new CheckpointAnnounced(
                "digits",
                1,
                "small-cnn",
                "step-0000000100-w0001",
                100,
                "cd",
                "checkpoints/x",
                "ef",
                OptionalDouble.empty(),
                NOW);
        var order = new RunOrder.Evaluate(
                "evaluate/cd/none", 2, "digits", 1, checkpoint, teacher, Optional.empty(), Optional.of(checkpoint));
        var state = new RunState(
                RunState.SCHEMA_VERSION,
                1,
                RUN,
                7,
                9,
                RunPhase.PAUSED,
                Optional.of(RunPhase.DISTILLING),
                false,
                List.of(GenerationRecord.begun(1, "declared", RUN.spec().teacher(), Optional.empty(), NOW)
                        .taughtBy(teacher)
                        .labelling(new TreeMap<>(java.util.Map.of(0, 17L)))),
                List.of(new Candidate(
                        checkpoint,
                        Candidate.Phase.EVALUATING,
                        true,
                        Optional.empty(),
                        new TreeMap<>(Map.of("accuracy", 0.9)),
                        Optional.empty(),
                        Optional.empty(),
                        NOW)),
                List.of(),
                Optional.empty(),
                List.of(new PendingOrder(order, NOW.plus(Duration.ofMinutes(1)))),
                0,
                Optional.empty(),
                Optional.of(new Pin("c-1", NOW, Optional.of(NOW.plusSeconds(60)), Optional.of("it serves well"))),
                List.of("c-1"),
                Optional.of("paused by a person"),
                NOW,
                NOW);
        // When
        var read = ContractJson.read(ContractJson.write(state), RunState.class);
        // Then
        assertThat(read).isEqualTo(state);
    }
}
