package dev.limbeck.kafka.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The topics that a run's dead letters can have come from: its source and those of its examples. A dead letter says by
 * itself where it came from, and whoever may write to its topic can have it say anything.
 *
 * @param partitions how many each topic has
 */
record RunOwnTopics(Map<String, Integer> partitions) {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST_WITHOUT_PROGRESS = Duration.ofSeconds(30);

    RunOwnTopics {
        partitions = Map.copyOf(partitions);
    }

    /** As the broker has them now. Of a run that nobody has declared, the source is not known. */
    static RunOwnTopics of(KafkaConnection connection, String run) {
        try (var admin = connection.admin()) {
            var there = KafkaAnswers.await(admin.listTopics().names());
            var source =
                    there.contains(RunTopics.RUN_STATE) ? source(connection, admin, run) : Optional.<String>empty();
            var examples = Pattern.compile(Pattern.quote(RunTopics.PREFIX) + "(examples|labelled)\\."
                    + Pattern.quote(run) + "\\.g[1-9][0-9]*");
            var own = there.stream()
                    .filter(name -> source.equals(Optional.of(name))
                            || examples.matcher(name).matches())
                    .toList();
            var described = KafkaAnswers.await(admin.describeTopics(own).allTopicNames());
            return new RunOwnTopics(described.values().stream()
                    .collect(Collectors.toMap(
                            topic -> topic.name(), topic -> topic.partitions().size())));
        }
    }

    boolean have(TopicPartition place) {
        int known = partitions.getOrDefault(place.topic(), 0);
        return place.partition() >= 0 && place.partition() < known;
    }

    /** From how the run stands, as its declaration has it. */
    private static Optional<String> source(KafkaConnection connection, Admin admin, String run) {
        var all =
                KafkaAnswers.await(admin.describeTopics(List.of(RunTopics.RUN_STATE))
                                .allTopicNames())
                        .values()
                        .stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .map(partition -> new TopicPartition(RunTopics.RUN_STATE, partition.partition()))
                        .toList();
        Optional<String> newest = Optional.empty();
        try (var consumer = connection.consumer("run-source", OffsetReset.EARLIEST)) {
            consumer.assign(all);
            var ends = consumer.endOffsets(all);
            long progress = System.nanoTime();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                var polled = consumer.poll(POLL);
                for (var record : polled) {
                    if (isOf(run, record)) {
                        newest = declaredSource(record.value());
                    }
                }
                progress = polled.isEmpty() ? progress : System.nanoTime();
                if (System.nanoTime() - progress > LONGEST_WITHOUT_PROGRESS.toNanos()) {
                    throw new TimeoutException("%s cannot be read to its end".formatted(RunTopics.RUN_STATE));
                }
            }
        }
        // Whatever it says, nobody is helped to write where only Limbeck or the broker itself does.
        return newest.filter(name -> !RunTopics.isInternal(name));
    }

    private static boolean isOf(String run, ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null
                && record.value() != null
                && new String(record.key(), StandardCharsets.UTF_8).equals(run);
    }

    private static Optional<String> declaredSource(byte[] state) {
        try {
            String topic = ContractJson.read(state, JsonNode.class)
                    .at("/declaration/spec/source/topic")
                    .asText("");
            return Optional.of(topic).filter(name -> !name.isEmpty());
        } catch (UncheckedIOException noState) {
            return Optional.empty();
        }
    }
}
