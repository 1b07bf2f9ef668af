package dev.limbeck.orchestrator.draining;

import dev.limbeck.contract.lifecycle.Observations.Saved;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.orchestrator.progress.Progress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one generation's end. It is not kept: a process that starts anew looks anew, and takes in what has
 * come since. How far students are is what they have told the run of their checkpoints, which stands in its state;
 * nothing here rests on offsets that a group has committed for them, for those may be lost.
 */
final class RunDrain {
    private final SourceProgress source;
    private @Nullable Map<TopicPartition, Long> sourceEnds;
    private @Nullable Map<TopicPartition, Long> exampleEnds;

    RunDrain(SourceProgress source) {
        this.source = source;
    }

    /** @return what can be said of the run now */
    Optional<RunEvent> look(RunState state, Progress progress, Instant now) {
        if (state.phase() == RunPhase.DISTILLING) {
            return recordsReached(state, now);
        }
        if (state.phase() != RunPhase.DRAINING) {
            return Optional.empty();
        }
        return state.sourceDrained() ? studentsDrained(state, progress, now) : sourceDrained(state, progress, now);
    }

    private Optional<RunEvent> recordsReached(RunState state, Instant now) {
        var wanted = state.declaration().spec().completion().afterRecords();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        long records = source.records(state);
        return records < wanted.get()
                ? Optional.empty()
                : Optional.of(new RunEvent.RecordsReached(state.run(), records, now));
    }

    private Optional<RunEvent> sourceDrained(RunState state, Progress progress, Instant now) {
        if (sourceEnds == null) {
            sourceEnds = progress.ends(state.declaration().spec().source().topic());
        }
        return progress.isRead(source.next(state), sourceEnds)
                ? Optional.of(new RunEvent.SourceDrained(
                        state.run(), state.currentGeneration().number(), now))
                : Optional.empty();
    }

    private Optional<RunEvent> studentsDrained(RunState state, Progress progress, Instant now) {
        var ends = endsIfAllAreSaved(state, progress);
        // Twice the same: a teacher that is still to hear that the source is drained may yet write.
        boolean quiet = ends.isPresent() && ends.get().equals(exampleEnds);
        exampleEnds = ends.orElse(null);
        return quiet
                ? Optional.of(new RunEvent.StudentsDrained(
                        state.run(), state.currentGeneration().number(), now))
                : Optional.empty();
    }

    /** Also what was announced has to have come, or the run would end without judging it. */
    private static Optional<Map<TopicPartition, Long>> endsIfAllAreSaved(RunState state, Progress progress) {
        var generation = state.generation();
        var seen = state.currentGeneration().observations();
        var all = new HashMap<TopicPartition, Long>();
        for (var student : state.learning()) {
            String topic = generation.examplesOf(student);
            var through = new HashMap<TopicPartition, Long>();
            Optional.ofNullable(seen.saved().get(student.name()))
                    .map(Saved::through)
                    .ifPresent(saved -> saved.forEach(
                            (partition, offset) -> through.put(new TopicPartition(topic, partition), offset)));
            var ends = progress.settledEnds(topic);
            if (ends.isEmpty() || !progress.isRead(through, ends.get()) || !seen.hasAllAnnounced(student.name())) {
                return Optional.empty();
            }
            all.putAll(ends.get());
        }
        return Optional.of(all);
    }
}
