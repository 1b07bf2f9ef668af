package dev.limbeck.orchestrator;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.topic.RunPartitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** All that a topic of runs holds until now, as far as it is committed. */
final class Committed {
    private Committed() {}

    /** Those of one partition in their order. */
    static <T> List<T> of(KafkaConnection connection, String topic, Class<T> type) {
        return byPartition(connection, topic, type).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    /** By run, every line at its place: the first is 1, none is missing, none is there twice. */
    static Map<String, List<RunHistoryEntry>> historyWithoutGap(KafkaConnection connection) {
        var byRun = of(connection, RunTopics.RUN_HISTORY, RunHistoryEntry.class).stream()
                .sorted(Comparator.comparing(RunHistoryEntry::sequence))
                .collect(groupingBy(RunHistoryEntry::run));
        byRun.forEach((run, lines) -> assertThat(lines)
                .as(run)
                .extracting(RunHistoryEntry::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, lines.size()).boxed().toList()));
        return byRun;
    }

    static <T> SortedMap<Integer, List<T>> byPartition(KafkaConnection connection, String topic, Class<T> type) {
        var found = new TreeMap<Integer, List<T>>();
        var partitions = RunPartitions.of(topic);
        try (var consumer = connection.consumer("committed", OffsetReset.EARLIEST)) {
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> found.computeIfAbsent(record.partition(), any -> new ArrayList<>())
                                .add(ContractJson.read(record.value(), type)));
            }
        }
        return found;
    }
}
