package dev.limbeck.evaluator.kafka;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.run.EvaluationSpec;
import dev.limbeck.contract.run.EvaluationSpec.HeldOut.Keep;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.split.Split;
import dev.limbeck.evaluator.Examples;
import dev.limbeck.evaluator.heldout.HeldOutCollector;
import dev.limbeck.evaluator.heldout.HeldOutSet;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the reader has gathered is the same however often it begins again. */
class HeldOutReaderIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final double FRACTION = 0.5;
    private static EmbeddedBroker broker;
    private static KafkaConnection connection;
    private static Admin admin;

    private final Generation run = new Generation(RunSpecReader.read("""
            apiVersion: limbeck.dev/v1alpha1
            kind: DistillationRun
            metadata: {name: reader-%d}
            spec:
              source: {topic: production.reader, partitions: 1}
              input: {shape: [2], classes: 3, normalisation: {mean: [0], std: [255]}}
              teacher: {artifact: teacher.pt}
              students: [{name: small, network: "builtin:mlp-8"}]
            """.formatted(System.nanoTime())), 1);
    private final String topic = run.topics().examples();
    private final HeldOutCollector collector =
            new HeldOutCollector(new EvaluationSpec.HeldOut(FRACTION, 1, 1_000, Keep.NEWEST, Optional.empty()));
    private final List<Integer> exits = new ArrayList<>();
    private HeldOutReader reader;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.temporary();
        connection = new KafkaConnection(broker.bootstrapServers(), "test");
        admin = connection.admin();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        admin.close();
        broker.close();
    }

    @BeforeEach
    void begin() throws Exception {
        new TopicProvisioning(admin).provide(run);
        send(0, 0, 60);
        reader = new HeldOutReader(connection, run, collector, new Breakdown(exits::add));
        reader.start();
        awaitExactly(held(0, 60));
    }

    @AfterEach
    void end() throws InterruptedException {
        reader.close();
        reader.awaitEnd();
        assertThat(exits).isEmpty();
    }

    @Test
    void aPartitionThatIsAddedIsReadAndTheOthersAreReadAgain() throws Exception {
        // When
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2))).all().get();
        send(1, 60, 120);
        // Then
        awaitExactly(held(0, 120));
        await().atMost(LONG).until(reader::hasReadAll);
        awaitExactly(held(0, 120));
    }

    @Test
    void aTopicThatIsMadeAnewIsReadFromItsBeginning() throws Exception {
        // When
        admin.deleteTopics(List.of(topic)).all().get();
        await().atMost(LONG).until(() -> !admin.listTopics().names().get().contains(topic));
        new TopicProvisioning(admin).provide(run);
        send(0, 60, 120);
        // Then
        awaitExactly(held(0, 120));
    }

    @Test
    void whatComesTwiceCountsOnce() throws Exception {
        // When
        send(0, 0, 60);
        send(0, 60, 61);
        // Then
        await().atMost(LONG).until(reader::hasReadAll);
        awaitExactly(held(0, 61));
    }

    private void awaitExactly(List<DistillationExample> examples) {
        var expected = new HeldOutSet(List.of(), examples).digest();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(collector.snapshot().digest()).isEqualTo(expected));
    }

    private static List<DistillationExample> held(int from, int to) {
        return Examples.numbered(from, to).stream()
                .filter(example -> Split.of(example.record().recordId(), FRACTION) == Split.HELD_OUT)
                .sorted(comparing(example -> example.record().recordId()))
                .toList();
    }

    private void send(int partition, int from, int to) throws Exception {
        try (var producer = connection.producer("examples")) {
            for (var example : Examples.numbered(from, to)) {
                producer.send(new ProducerRecord<>(topic, partition, new byte[0], RecordCodec.encode(example)))
                        .get();
            }
        }
    }
}
