package dev.limbeck.orchestrator.draining;

import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.orchestrator.streams.RunTopology;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one generation's end. It is not kept: a process that starts anew looks anew, and takes in what has
 * come since.
 */
final class RunDrain {
    private @Nullable Map<TopicPartition, Long> sourceEnds;
    private @Nullable Map<TopicPartition, Long> exampleEnds;
    private @Nullable Map<TopicPartition, Long> checkpointEnds;
    private @Nullable Map<TopicPartition, Long> checkpointByRunEnds;

    /** @return what can be said of the run now */
    Optional<RunEvent> look(RunState state, Progress progress, Instant now) {
        if (state.phase() == RunPhase.DISTILLING) {
            return recordsReached(state, progress, now);
        }
        if (state.phase() != RunPhase.DRAINING) {
            return Optional.empty();
        }
        return state.sourceDrained() ? studentsDrained(state, progress, now) : sourceDrained(state, progress, now);
    }

    private static Optional<RunEvent> recordsReached(RunState state, Progress progress, Instant now) {
        var wanted = state.declaration().spec().completion().afterRecords();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        long labelled = labelled(state, progress);
        return labelled < wanted.get()
                ? Optional.empty()
                : Optional.of(new RunEvent.RecordsReached(state.run(), labelled, now));
    }

    /** From where the first generation began, or from the beginning of what the topic holds. */
    private static long labelled(RunState state, Progress progress) {
        var from = new HashMap<>(
                progress.beginnings(state.declaration().spec().source().topic()));
        var partitions = Map.copyOf(from);
        for (TopicPartition partition : partitions.keySet()) {
            state.generations().stream()
                    .map(GenerationRecord::labelledFrom)
                    .filter(begun -> begun.containsKey(partition.partition()))
                    .mapToLong(begun -> begun.get(partition.partition()))
                    .min()
                    .ifPresent(first -> from.put(partition, first));
        }
        var positions = progress.positions(state.generation().topics().teacherGroup());
        return from.entrySet().stream()
                .mapToLong(begun ->
                        Math.max(0, positions.getOrDefault(begun.getKey(), begun.getValue()) - begun.getValue()))
                .sum();
    }

    private Optional<RunEvent> sourceDrained(RunState state, Progress progress, Instant now) {
        if (sourceEnds == null) {
            sourceEnds = progress.ends(state.declaration().spec().source().topic());
        }
        return progress.hasRead(state.generation().topics().teacherGroup(), sourceEnds)
                ? Optional.of(new RunEvent.SourceDrained(
                        state.run(), state.currentGeneration().number(), now))
                : Optional.empty();
    }

    private Optional<RunEvent> studentsDrained(RunState state, Progress progress, Instant now) {
        var ends = endsIfAllAreRead(state, progress);
        // Twice the same: a teacher that is still to hear that the source is drained may yet write.
        boolean quiet = ends.isPresent() && ends.get().equals(exampleEnds);
        if (!quiet) {
            exampleEnds = ends.orElse(null);
            checkpointEnds = null;
            checkpointByRunEnds = null;
            return Optional.empty();
        }
        return checkpointsAreIn(progress)
                ? Optional.of(new RunEvent.StudentsDrained(
                        state.run(), state.currentGeneration().number(), now))
                : Optional.empty();
    }

    private static Optional<Map<TopicPartition, Long>> endsIfAllAreRead(RunState state, Progress progress) {
        var generation = state.generation();
        var all = new HashMap<TopicPartition, Long>();
        for (var student : state.learning()) {
            var ends = progress.settledEnds(generation.examplesOf(student));
            if (ends.isEmpty() || !progress.hasRead(generation.topics().studentGroup(student.name()), ends.get())) {
                return Optional.empty();
            }
            all.putAll(ends.get());
        }
        return Optional.of(all);
    }

    /**
     * Students announce a checkpoint before they tell how far it goes, so all announcements are written by now; they
     * also have to have reached their run, or it would end without judging them.
     */
    private boolean checkpointsAreIn(Progress progress) {
        if (checkpointEnds == null) {
            checkpointEnds = progress.ends(RunTopics.CHECKPOINTS);
        }
        if (!progress.hasRead(RunTopology.APPLICATION_ID, checkpointEnds)) {
            return false;
        }
        if (checkpointByRunEnds == null) {
            checkpointByRunEnds = progress.ends(RunTopology.CHECKPOINTS_BY_RUN);
        }
        return progress.hasRead(RunTopology.APPLICATION_ID, checkpointByRunEnds);
    }
}
