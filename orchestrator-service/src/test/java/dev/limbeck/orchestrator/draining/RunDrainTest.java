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
import dev.limbeck.orchestrator.streams.RunTopology;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RunDrainTest {
    private static final RunTopics TOPICS = new RunTopics("digits", 1);
    private static final String SOURCE = "production.digits";

    private final KnownProgress progress = new KnownProgress();
    private final RunDrain drain = new RunDrain();
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
    void countsWhatIsLabelledFromWhereLabellingBegan() {
        // Given
        distilling();
        progress.beginnings.put(new TopicPartition(SOURCE, 0), 0L);
        progress.beginnings.put(new TopicPartition(SOURCE, 1), 0L);
        progress.positions.put(new TopicPartition(SOURCE, 0), 139L);
        // Then
        assertThat(look()).isEmpty();
        // When
        progress.positions.put(new TopicPartition(SOURCE, 1), 1L);
        // Then
        assertThat(look()).contains(new RunEvent.RecordsReached("digits", 100, NOW));
    }

    @Test
    void theSourceIsDrainedWhenWhatItHeldAtFirstIsLabelled() {
        // Given
        draining();
        progress.ends.put(SOURCE, 7L);
        assertThat(look()).isEmpty();
        // When
        progress.ends.put(SOURCE, 9L);
        progress.read(TOPICS.teacherGroup(), SOURCE, 7L);
        // Then
        assertThat(look()).contains(new RunEvent.SourceDrained("digits", 1, NOW));
    }

    @Test
    void studentsAreThroughWhenNothingHasComeSinceTheLastLookAndTheirCheckpointsHaveArrived() {
        // Given
        sourceDrained();
        progress.ends.put(TOPICS.examples(), 5L);
        progress.ends.put(RunTopics.CHECKPOINTS, 3L);
        progress.ends.put(RunTopology.CHECKPOINTS_BY_RUN, 4L);
        progress.read(TOPICS.studentGroup("small"), TOPICS.examples(), 5L);
        // Then
        assertThat(look()).as("control is not through").isEmpty();
        progress.read(TOPICS.studentGroup("control"), TOPICS.examples(), 5L);
        assertThat(look()).as("seen for the first time").isEmpty();
        assertThat(look()).as("announcements are not read").isEmpty();
        progress.read(RunTopology.APPLICATION_ID, RunTopics.CHECKPOINTS, 3L);
        assertThat(look()).as("announcements have not reached the run").isEmpty();
        progress.read(RunTopology.APPLICATION_ID, RunTopology.CHECKPOINTS_BY_RUN, 4L);
        assertThat(look()).contains(new RunEvent.StudentsDrained("digits", 1, NOW));
        assertThat(look()).as("said as long as it is so").isPresent();
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
        private final Map<String, Long> read = new HashMap<>();

        void read(String group, String topic, long position) {
            read.put(group + " of " + topic, position);
        }

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
        public boolean hasRead(String group, Map<TopicPartition, Long> until) {
            return until.entrySet().stream()
                    .allMatch(end ->
                            read.getOrDefault(group + " of " + end.getKey().topic(), 0L) >= end.getValue());
        }
    }
}
