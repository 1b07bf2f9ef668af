package dev.limbeck.orchestrator.standstill;

import dev.limbeck.orchestrator.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Notices that inputs wait which nobody takes: neither this replica nor another one of the group. */
final class Standstill {
    private static final long NOT_READ = -1;

    private final String group;
    private final List<String> topics;
    private final Duration longest;
    private final Map<TopicPartition, Seen> waiting = new HashMap<>();

    /** @param nanos when the group was first seen to stand there */
    private record Seen(long position, long nanos) {}

    /**
     * @param topics that the group reads
     * @param longest time for which inputs may wait
     */
    Standstill(String group, List<String> topics, Duration longest) {
        this.group = group;
        this.topics = List.copyOf(topics);
        this.longest = longest;
    }

    /**
     * @param nanos now, by a clock that nobody sets
     * @return what waits for longer than it may, half a sentence
     */
    Optional<String> look(Progress progress, long nanos) {
        var positions = progress.positions(group);
        var stuck = new ArrayList<String>();
        for (String topic : topics) {
            progress.ends(topic).entrySet().stream()
                    .sorted(Comparator.comparingInt(end -> end.getKey().partition()))
                    .forEach(end -> look(progress, end.getKey(), positions, end.getValue(), nanos)
                            .ifPresent(stuck::add));
        }
        return stuck.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", stuck));
    }

    private Optional<String> look(
            Progress progress, TopicPartition partition, Map<TopicPartition, Long> positions, long end, long nanos) {
        long position = positions.getOrDefault(partition, NOT_READ);
        if (position >= end) {
            waiting.remove(partition);
            return Optional.empty();
        }
        var seen = waiting.get(partition);
        if (seen == null || seen.position() != position) {
            waiting.put(partition, new Seen(position, nanos));
            return Optional.empty();
        }
        var waited = Duration.ofNanos(nanos - seen.nanos());
        if (waited.compareTo(longest) < 0) {
            return Optional.empty();
        }
        // What is left may be markers of transactions only, which nobody has to read.
        var from = position == NOT_READ ? Map.<TopicPartition, Long>of() : Map.of(partition, position);
        if (progress.isRead(from, Map.of(partition, end))) {
            waiting.remove(partition);
            return Optional.empty();
        }
        return Optional.of("nothing of %s was taken for %d s, where there are inputs up to offset %d"
                .formatted(partition, waited.toSeconds(), end));
    }
}
