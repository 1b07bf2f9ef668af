package dev.limbeck.orchestrator.draining;

import static dev.limbeck.orchestrator.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.orchestrator.Examples;
import dev.limbeck.orchestrator.lifecycle.RunInput;
import dev.limbeck.orchestrator.lifecycle.RunLifecycle;
import dev.limbeck.orchestrator.progress.Progress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RunDrainTest {
    private static final RunTopics TOPICS = new RunTopics("digits", 1);
    private static final String SOURCE = "production.digits";

    private final KnownProgress progress = new KnownProgress();
    private final RunDrain drain = new RunDrain(new CountedSource(progress));
    private Optional<RunState> state = Optional.empty();

    private void take(RunInput input) {
        state = RunLifecycle.reduce(state, input, NOW).state();
    }

    private RunState distilling() {
        take(new RunInput.Command(new RunCommand.Apply(
                "apply", Examples.declared("digits", "v1", "0", "automatic", "{afterRecords: 100}"), NOW)));
        var order = (RunOrder.Provision) state.orElseThrow().orders().get(0).order();
        take(new RunInput.Event(new RunEvent.Provisioned("digits", order.orderId(), order.attempt(), NOW)));
        take(new RunInput.Event(
                new RunEvent.TeacherReady(1, Examples.teacher("digits", "v1", OptionalDouble.empty()), NOW)));
        take(new RunInput.Event(new RunEvent.LabellingBegan("digits", 1, "v1", new TreeMap<>(Map.of(0, 40L)), NOW)));
        return state.orElseThrow();
    }

    private RunState draining() {
        distilling();
        take(new RunInput.Command(new RunCommand.Drain("drain", "digits", NOW)));
        return state.orElseThrow();
    }

    private RunState sourceDrained() {
        draining();
        take(new RunInput.Event(new RunEvent.SourceDrained("digits", 1, NOW)));
        return state.orElseThrow();
    }

    private Optional<RunEvent> look() {
        return drain.look(state.orElseThrow(), progress, NOW);
    }

    @Test
    void countsTheRecordsThatAreLabelledFromWhereLabellingBegan() {
        // Given
        distilling();
        progress.beginnings.put(new TopicPartition(SOURCE, 0), 0L);
        progress.beginnings.put(new TopicPartition(SOURCE, 1), 0L);
        progress.positions.put(new TopicPartition(SOURCE, 0), 139L);
        // Then
        assertThat(look()).isEmpty();
        assertThat(progress.counted).as("there cannot be as many yet").isZero();
        // When
        progress.positions.put(new TopicPartition(SOURCE, 1), 1L);
        // Then
        assertThat(look()).contains(new RunEvent.RecordsReached("digits", 100, NOW));
    }

    @Test
    void offsetsWithoutARecordAreNoRecords() {
        // Given
        distilling();
        progress.beginnings.put(new TopicPartition(SOURCE, 0), 0L);
        progress.positions.put(new TopicPartition(SOURCE, 0), 190L);
        progress.without = 100;
        // Then
        assertThat(look()).as("150 offsets, of which 60 hold none").isEmpty();
        // When
        progress.positions.put(new TopicPartition(SOURCE, 0), 200L);
        // Then
        assertThat(look()).contains(new RunEvent.RecordsReached("digits", 100, NOW));
        assertThat(progress.counted).as("each offset is looked at once").isEqualTo(160);
    }

    @Test
    void theSourceIsDrainedWhenWhatItHeldAtFirstIsLabelled() {
        // Given
        draining();
        progress.ends.put(SOURCE, 7L);
        assertThat(look()).isEmpty();
        // When
        progress.ends.put(SOURCE, 9L);
        progress.positions.put(new TopicPartition(SOURCE, 0), 7L);
        // Then
        assertThat(look()).contains(new RunEvent.SourceDrained("digits", 1, NOW));
    }

    private void saved(String student, long through, Optional<String> checkpoint) {
        take(new RunInput.Event(new RunEvent.StudentSaved(
                "digits", 1, student, new TreeMap<>(Map.of(0, through)), through, checkpoint, NOW)));
    }

    @Test
    void studentsAreThroughWhenTheirCheckpointsGoToTheEndAndNothingHasComeSinceTheLastLook() {
        // Given
        sourceDrained();
        progress.ends.put(TOPICS.examples(), 5L);
        saved("small", 5, Optional.empty());
        // Then
        assertThat(look()).as("control is not through").isEmpty();
        saved("control", 5, Optional.empty());
        assertThat(look()).as("seen for the first time").isEmpty();
        assertThat(look()).contains(new RunEvent.StudentsDrained("digits", 1, NOW));
        assertThat(look()).as("said as long as it is so").isPresent();
        progress.ends.put(TOPICS.examples(), 6L);
        assertThat(look()).as("more has come").isEmpty();
    }

    @Test
    void studentsAreNotThroughBeforeTheRunHasHeardOfTheirCheckpoints() {
        // Given
        sourceDrained();
        var announced = Examples.checkpoint("digits", 1, "small", 100);
        progress.ends.put(TOPICS.examples(), 5L);
        saved("small", 5, Optional.of(announced.digest()));
        saved("control", 5, Optional.empty());
        // Then
        assertThat(look()).isEmpty();
        assertThat(look()).isEmpty();
        // When
        take(new RunInput.Checkpoint(announced));
        saved("small", 5, Optional.empty());
        // Then
        assertThat(look()).isEmpty();
        assertThat(look()).contains(new RunEvent.StudentsDrained("digits", 1, NOW));
    }

    @Test
    void studentsAreNotThroughWhileExamplesAreBeingWritten() {
        // Given
        sourceDrained();
        progress.open.add(TOPICS.examples());
        // Then
        assertThat(look()).isEmpty();
        assertThat(look()).isEmpty();
    }

    @Test
    void aPausedRunIsLeftAlone() {
        // Given
        draining();
        take(new RunInput.Command(new RunCommand.Pause("pause", "digits", Optional.empty(), NOW)));
        // Then
        assertThat(look()).isEmpty();
    }

    /** Topics of one partition, but for positions. */
    private static final class KnownProgress implements Progress {
        final Map<TopicPartition, Long> beginnings = new HashMap<>();
        final Map<TopicPartition, Long> positions = new HashMap<>();
        final Map<String, Long> ends = new HashMap<>();
        final Set<String> open = new HashSet<>();
        /** Offsets below hold no record. */
        long without;

        long counted;

        @Override
        public Map<TopicPartition, Long> beginnings(String topic) {
            return beginnings;
        }

        @Override
        public Map<TopicPartition, Long> ends(String topic) {
            return Map.of(new TopicPartition(topic, 0), ends.getOrDefault(topic, 0L));
        }

        @Override
        public Optional<Map<TopicPartition, Long>> settledEnds(String topic) {
            return open.contains(topic) ? Optional.empty() : Optional.of(ends(topic));
        }

        @Override
        public Map<TopicPartition, Long> positions(String group) {
            return positions;
        }

        @Override
        public boolean isRead(Map<TopicPartition, Long> from, Map<TopicPartition, Long> until) {
            return until.entrySet().stream().allMatch(end -> from.getOrDefault(end.getKey(), 0L) >= end.getValue());
        }

        @Override
        public Counted count(TopicPartition partition, long from, long to) {
            counted += to - from;
            return new Counted(
                    LongStream.range(from, to)
                            .filter(offset -> offset >= without)
                            .count(),
                    to);
        }
    }
}
