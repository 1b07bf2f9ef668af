package dev.limbeck.orchestrator.draining;

import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.orchestrator.progress.Progress;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts the records of the source topic that lie before what the teachers' group has committed. They are read for that, once, and not
 * before there can be as many as the run was declared to take. For one generation, and one thread.
 */
final class CountedSource implements SourceProgress {
    private final Progress progress;
    private final Map<TopicPartition, Long> countedTo = new HashMap<>();
    private long counted;

    CountedSource(Progress progress) {
        this.progress = progress;
    }

    @Override
    public Map<TopicPartition, Long> next(RunState state) {
        return progress.positions(state.generation().topics().teacherGroup());
    }

    @Override
    public long records(RunState state) {
        var next = next(state);
        beginnings(state).forEach(countedTo::putIfAbsent);
        long uncounted = countedTo.entrySet().stream()
                .mapToLong(from -> Math.max(0, next.getOrDefault(from.getKey(), from.getValue()) - from.getValue()))
                .sum();
        long wanted = state.declaration().spec().completion().afterRecords().orElse(Long.MAX_VALUE);
        if (counted + uncounted >= wanted) {
            countedTo.replaceAll((partition, from) -> count(partition, from, next.getOrDefault(partition, from)));
        }
        return counted;
    }

    private long count(TopicPartition partition, long from, long to) {
        if (to <= from) {
            return from;
        }
        var more = progress.count(partition, from, to);
        counted += more.records();
        return more.next();
    }

    /** From where the first generation began, or from the beginning of what the topic holds. */
    private Map<TopicPartition, Long> beginnings(RunState state) {
        var from = new HashMap<>(
                progress.beginnings(state.declaration().spec().source().topic()));
        from.replaceAll((partition, beginning) -> state.generations().stream()
                .map(GenerationRecord::labelledFrom)
                .filter(begun -> begun.containsKey(partition.partition()))
                .mapToLong(begun -> begun.get(partition.partition()))
                .min()
                .orElse(beginning));
        return from;
    }
}
