package dev.limbeck.local.ledger;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.place.OffsetRange;
import dev.limbeck.contract.place.PlaceEntry.Taken;
import dev.limbeck.contract.place.SourcePlaces;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.place.PlaceTopic;
import dev.limbeck.local.ledger.SourceLedger.OnTopic;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the topics of one generation of a run from their beginnings and holds the teacher's and the students' accounts
 * against them.
 */
public final class RunLedger implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Generation run;
    private final StoreLayout store;
    private final KafkaConnection kafka;
    private final KafkaConsumer<byte[], byte[]> consumer;

    public RunLedger(Generation run, StoreLayout store, KafkaConnection kafka) {
        this.run = run;
        this.store = store;
        this.kafka = kafka;
        this.consumer = kafka.consumer("ledger", OffsetReset.EARLIEST);
    }

    /** Of the run as a whole: its generations share the source topic. */
    public SourceLedger source() {
        String topic = run.spec().source().topic();
        try (var placeTopic = new PlaceTopic(kafka, "ledger-places")) {
            var places = placeTopic.readIfThere(run.topics());
            var partitions = onTopic(topic, places);
            return SourceLedger.of(topic, places, partitions, examples());
        }
    }

    private SortedMap<Integer, OnTopic> onTopic(String topic, SourcePlaces places) {
        var from = places.taken().map(Taken::from).orElse(new TreeMap<>());
        var next = places.place().next();
        var found = new TreeMap<Integer, OnTopic>();
        consumer.beginningOffsets(partitions(topic))
                .forEach((partition, begin) -> found.put(partition.partition(), new OnTopic(begin, 0, 0)));
        read(topic, record -> {
            int partition = record.partition();
            var before = found.getOrDefault(partition, new OnTopic(0, 0, 0));
            if (record.offset() >= next.getOrDefault(partition, 0L)) {
                found.put(partition, new OnTopic(before.begin(), before.taken(), before.waiting() + 1));
            } else if (record.offset() >= from.getOrDefault(partition, 0L)) {
                found.put(partition, new OnTopic(before.begin(), before.taken() + 1, before.waiting()));
            }
        });
        return found;
    }

    /** Of all generations up to this one; empty where retention has removed some. */
    private Optional<Long> examples() {
        var count = new AtomicLong();
        for (int number = 1; number <= run.number(); number++) {
            String topic = new RunTopics(run.name(), number).examples();
            if (consumer.partitionsFor(topic).isEmpty() || !beginsAtZero(topic)) {
                return Optional.empty();
            }
            read(topic, record -> count.incrementAndGet());
        }
        return Optional.of(count.get());
    }

    public List<StudentLedger> students() throws IOException {
        var ledgers = new ArrayList<StudentLedger>();
        for (StudentSpec student : run.spec().students()) {
            ledgers.add(student(student));
        }
        return ledgers;
    }

    private StudentLedger student(StudentSpec spec) throws IOException {
        String topic = run.examplesOf(spec);
        Optional<CheckpointFolder> newest = newestWhole(spec);
        Optional<StudentState> state = Optional.empty();
        if (newest.isPresent()) {
            state = Optional.of(newest.get().state());
        }
        long batches = state.map(saved -> saved.position().batches()).orElse(0L);
        Map<Integer, List<OffsetRange>> all = new HashMap<>();
        Map<Integer, List<OffsetRange>> saved = new HashMap<>();
        var log = new ArrayList<StepLogEntry>();
        read(run.topics().steps(spec.name()), record -> log.add(ContractJson.read(record.value(), StepLogEntry.class)));
        StepLogEntry.standing(log).forEach(entry -> {
            if (entry instanceof StepLogEntry.BatchComposed composed) {
                collect(composed, all);
                if (composed.batch() <= batches) {
                    collect(composed, saved);
                }
            }
        });
        Map<Integer, List<Long>> offsets = new HashMap<>();
        boolean complete = beginsAtZero(topic);
        read(topic, record -> offsets.computeIfAbsent(record.partition(), partition -> new ArrayList<>())
                .add(record.offset()));
        Map<Integer, Coverage> coverage = new HashMap<>();
        long offered = 0;
        for (var partition : offsets.entrySet()) {
            coverage.put(
                    partition.getKey(),
                    Coverage.of(partition.getValue(), all.getOrDefault(partition.getKey(), List.of())));
            offered += Coverage.of(partition.getValue(), saved.getOrDefault(partition.getKey(), List.of()))
                    .records();
        }
        return StudentLedger.of(
                spec.name(),
                topic,
                newest.map(CheckpointFolder::checkpointId),
                state.map(found -> found.position().ledger()).orElse(Ledger.empty()),
                offered,
                coverage,
                complete);
    }

    private static void collect(StepLogEntry.BatchComposed entry, Map<Integer, List<OffsetRange>> ranges) {
        entry.ranges().forEach((partition, range) -> ranges.computeIfAbsent(partition, any -> new ArrayList<>())
                .add(range));
    }

    private Optional<CheckpointFolder> newestWhole(StudentSpec spec) throws IOException {
        return CheckpointFolder.newestFirst(store.checkpoints(run.name(), run.number(), spec.name())).stream()
                .filter(checkpoint -> checkpoint.defect().isEmpty())
                .findFirst();
    }

    /** Otherwise retention has removed records that checkpoints still count. */
    private boolean beginsAtZero(String topic) {
        return consumer.beginningOffsets(partitions(topic)).values().stream().allMatch(offset -> offset == 0);
    }

    /** Nothing of a record is kept beyond the call: a topic may be larger than the heap. */
    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            consumer.poll(POLL).forEach(each);
        }
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
