package dev.limbeck.student.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunEvent.StudentSaved;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.deadletter.DeadLetter;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.student.Examples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topics of test runs. A run's examples are on the topic of its own name. */
record StudentTopics(KafkaConnection kafka) {
    StudentTopics(EmbeddedBroker broker) {
        this(new KafkaConnection(broker.bootstrapServers(), "test"));
    }

    void create(String run) {
        var topics = new RunTopics(run, 1);
        try (var admin = kafka.admin()) {
            new TopicProvisioning(admin)
                    .provide(List.of(
                            new NewTopic(run, 2, (short) 1),
                            new NewTopic(topics.steps("small"), 1, (short) 1),
                            new NewTopic(topics.steps("undisturbed"), 1, (short) 1),
                            new NewTopic(topics.deadLetters(), 1, (short) 1),
                            new NewTopic(RunTopics.CHECKPOINTS, 1, (short) 1),
                            new NewTopic(RunTopics.RUN_EVENTS, 1, (short) 1)));
        }
    }

    /** The topic with the run's examples. */
    void delete(String run) {
        try (var admin = kafka.admin()) {
            KafkaAnswers.await(admin.deleteTopics(List.of(run)).all());
        }
    }

    void produce(String topic, int from, int count) throws Exception {
        produce(topic, Examples::example, from, count);
    }

    void produce(String topic, IntFunction<DistillationExample> examples, int from, int count) throws Exception {
        send(IntStream.range(from, from + count)
                .mapToObj(examples)
                .map(example -> keyed(topic, example))
                .toList());
    }

    ProducerRecord<byte[], byte[]> keyed(String topic, DistillationExample example) {
        return new ProducerRecord<>(
                topic, example.record().recordId().getBytes(StandardCharsets.UTF_8), RecordCodec.encode(example));
    }

    void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (var producer = kafka.producer("examples")) {
            for (var sent : records.stream().map(producer::send).toList()) {
                sent.get();
            }
        }
    }

    List<String> deadLetterReasons(String run) {
        return read(new RunTopics(run, 1).deadLetters()).stream()
                .map(record -> DeadLetter.read(record)
                        .orElseThrow()
                        .rejection()
                        .reason()
                        .name())
                .toList();
    }

    List<StepLogEntry> log(String run, String student) {
        return read(new RunTopics(run, 1).steps(student)).stream()
                .map(record -> ContractJson.read(record.value(), StepLogEntry.class))
                .toList();
    }

    /** All but how far checkpoints go. */
    List<RunEvent> events(String run) {
        return told(run).filter(event -> !(event instanceof StudentSaved)).toList();
    }

    /** How far checkpoints go. */
    List<StudentSaved> saved(String run) {
        return told(run)
                .filter(StudentSaved.class::isInstance)
                .map(StudentSaved.class::cast)
                .toList();
    }

    private Stream<RunEvent> told(String run) {
        return read(RunTopics.RUN_EVENTS).stream()
                .map(record -> ContractJson.read(record.value(), RunEvent.class))
                .filter(event -> event.run().equals(run));
    }

    List<String> announced(String run) {
        return announcements(run).stream()
                .map(CheckpointAnnounced::checkpointId)
                .toList();
    }

    List<CheckpointAnnounced> announcements(String run) {
        return read(RunTopics.CHECKPOINTS).stream()
                .map(record -> ContractJson.read(record.value(), CheckpointAnnounced.class))
                .filter(announced -> announced.run().equals(run))
                .toList();
    }

    /** As retention does. */
    void removeBefore(String topic, int partition, long offset) throws Exception {
        try (var admin = kafka.admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    long end(String topic, int partition) {
        try (var consumer = kafka.consumer("ends", OffsetReset.EARLIEST)) {
            var place = new TopicPartition(topic, partition);
            return consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
        }
    }

    /** No gap and no overlap: each record on the topic is in exactly one mini-batch of the log. */
    void assertEveryOffsetIsInOneEntry(String run, String student) {
        Map<TopicPartition, TreeMap<Long, Integer>> times = new HashMap<>();
        for (var record : read(run)) {
            times.computeIfAbsent(new TopicPartition(run, record.partition()), partition -> new TreeMap<>())
                    .put(record.offset(), 0);
        }
        long batch = 0;
        for (StepLogEntry line : StepLogEntry.standing(log(run, student))) {
            if (line instanceof StepLogEntry.RangesSkipped skip) {
                assertThat(skip.batch()).isEqualTo(++batch);
            } else if (line instanceof StepLogEntry.BatchComposed entry) {
                assertThat(entry.batch()).isEqualTo(++batch);
                entry.ranges().forEach((partition, range) -> times.getOrDefault(
                                new TopicPartition(run, partition), new TreeMap<>())
                        .subMap(range.from(), range.to())
                        .replaceAll((offset, count) -> count + 1));
            }
        }
        assertThat(times.values())
                .allSatisfy(counts -> assertThat(counts.values()).containsOnly(1));
    }

    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (var consumer = kafka.consumer("read", OffsetReset.EARLIEST)) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}
