package dev.limbeck.local.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A teacher that is wrong on one class in two from a record on, under labelled traffic, on the services as deployed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BehindTeacherIT {
    private static final String RUN = "stamped";
    private static final String TOPIC = "production." + RUN;
    private static final int CHANGE = 2000;
    private static final double PER_SECOND = 200;

    @TempDir
    private Path folder;

    private static String yaml(Path dataset) {
        return """
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: %s}
                spec:
                  source: {topic: %s, partitions: 2}
                  input: {shape: [1, 4, 4], classes: 4, normalisation: {mean: [100], std: [80]}}
                  teacher:
                    network: builtin:mlp-64
                    train: {dataset: {format: idx, path: %s}, epochs: 8, optimizer: {learningRate: 0.005}}
                    gate: {minAccuracy: 0.95}
                    labelling: {maxWait: 10ms}
                  students:
                    - {name: small, network: "builtin:mlp-8", objective: {softTargetWeight: 0.9, temperature: 2}}
                  batching: {size: 16, maxWait: 1s}
                  checkpoint: {everySteps: 40, everyTime: 20s, whenIdle: 1s, keep: 1000}
                  evaluation: {heldOut: {fraction: 0.2, minExamples: 100, maxExamples: 1000, keep: newest}}
                  watch: {share: 1, window: 100, teacher: {maxAccuracyDrop: 0.1, action: lower-weight}}
                """.formatted(RUN, TOPIC, dataset);
    }

    @Test
    void isCaughtBeforeAStudentThatLearntFromItIsPromoted() throws Exception {
        // Given
        try (var stack = new LiveStack(Path.of("target", "behind-it"))) {
            stack.apply(yaml(StampedImages.mistaught(folder.resolve("dataset"))));
            stack.awaitPhase(RUN, RunPhase.DISTILLING);
            stack.produce(TOPIC, (index, at) -> StampedImages.record(index, false, at), 0, CHANGE, PER_SECOND);
            stack.awaitRun(RUN, state -> state.champion().isPresent());
            // When
            try (var stamped =
                    stack.stream(TOPIC, (index, at) -> StampedImages.record(index, true, at), CHANGE, PER_SECOND)) {
                var behind = stack.awaitRun(RUN, state -> state.teacherBehind().isPresent());
                var after = stack.awaitRun(RUN, state -> heldBack(state) >= 2);
                // Then
                assertThat(behind.teacherBehind().orElseThrow()).contains("eacher");
                assertThat(after.currentGeneration().adjustment().softTargetWeightFactor())
                        .isBetween(0.1, 0.9);
                assertNoChampionLearntFromIt(stack, after);
            }
        }
    }

    private static long heldBack(RunState state) {
        return state.candidates().stream()
                .filter(one -> one.phase() == Candidate.Phase.REJECTED)
                .filter(one -> one.reason()
                        .filter(reason -> reason.startsWith("It is held: "))
                        .isPresent())
                .count();
    }

    private static void assertNoChampionLearntFromIt(LiveStack stack, RunState state) throws IOException {
        var firstStamped = new TreeMap<Integer, Long>();
        stack.read(new RunTopics(RUN, 1).examples(), record -> {
            if (Long.parseLong(LiveStack.id(record).substring("record-".length())) >= CHANGE) {
                firstStamped.merge(record.partition(), record.offset(), Math::min);
            }
        });
        assertThat(firstStamped).isNotEmpty();
        for (var champion : state.champions()) {
            var checkpoint = new CheckpointFolder(
                    stack.store().checkpoints(RUN, 1, "small").resolve(champion.checkpointId()));
            Map<Integer, Long> learntThrough = checkpoint.state().position().trainedThrough();
            assertThat(learntThrough).allSatisfy((partition, offset) -> assertThat(offset)
                    .as("what %s learnt from of partition %d", champion.checkpointId(), partition)
                    .isLessThanOrEqualTo(firstStamped.getOrDefault(partition, Long.MAX_VALUE)));
        }
    }
}
