package dev.limbeck.kafka.topic;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.broker.BrokerSettings;
import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.Brokers;
import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicProvisioningIT {
    private static final Generation RUN = new Generation(RunSpecReader.read("""
        apiVersion: limbeck.dev/v1alpha1
        kind: DistillationRun
        metadata: {name: topics}
        spec:
          source: {topic: production.topics, partitions: 3}
          input: {shape: [2], classes: 2, normalisation: {mean: [0], std: [1]}}
          teacher: {artifact: teacher.pt}
          students: [{name: small, network: "builtin:mlp-16"}]
        """), 1);

    private final Admin admin = Brokers.connection().admin();
    private final TopicProvisioning provisioning = new TopicProvisioning(admin);

    @AfterEach
    void disconnect() {
        admin.close();
    }

    @Test
    void providesTheTopicsOfARunAsOftenAsItIsAsked() {
        // When
        TopicProvisioning.provideShared(Brokers.connection());
        provisioning.provide(RUN);
        provisioning.provide(RUN);
        // Then
        assertThat(partitions("production.topics")).isEqualTo(3);
        assertThat(partitions(RUN.topics().examples())).isEqualTo(3);
        assertThat(partitions(RUN.topics().labelled())).isEqualTo(1);
        assertThat(partitions(RUN.topics().deadLetters())).isEqualTo(1);
        assertThat(partitions(RUN.topics().places())).isEqualTo(1);
        assertThat(config(RUN.topics().places()).get("cleanup.policy").value()).isEqualTo("compact");
        assertThat(config(RunTopics.CHECKPOINTS).get("cleanup.policy").value()).contains("compact");
        assertThat(config(RUN.topics().labelled()).get("retention.ms").value()).isEqualTo("-1");
        assertThat(config(RunTopics.RUN_STATE).get("cleanup.policy").value()).isEqualTo("compact");
        assertThat(config(RunTopics.RUN_HISTORY).get("retention.ms").value()).isEqualTo("-1");
    }

    /** A record may well say that it is from 1970. */
    @Test
    void retentionGoesByWhenARecordArrivedAndNotByWhatItSays() throws Exception {
        // Given
        provisioning.provide(RUN);
        var partition = new TopicPartition(RUN.spec().source().topic(), 0);
        // When
        try (var producer = Brokers.connection().producer("old-clock");
                var consumer = Brokers.connection().consumer("reading", OffsetReset.EARLIEST)) {
            producer.send(new ProducerRecord<>(partition.topic(), 0, 0L, new byte[0], new byte[] {1}))
                    .get();
            consumer.assign(List.of(partition));
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            for (int look = 0; look < 100 && records.isEmpty(); look++) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            // Then
            assertThat(Instant.ofEpochMilli(records.get(0).timestamp()))
                    .isAfter(Instant.EPOCH.plus(Duration.ofDays(1)));
        }
        for (String topic : List.of(RUN.topics().examples(), RUN.topics().deadLetters(), RunTopics.RUN_EVENTS)) {
            assertThat(config(topic).get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
        }
    }

    @Test
    void leavesATopicThatIsThereAsItIs() {
        // Given
        provisioning.provide(List.of(new NewTopic("mine", 2, (short) 1)));
        // When
        provisioning.provide(List.of(new NewTopic("mine", 5, (short) 1)));
        // Then
        assertThat(partitions("mine")).isEqualTo(2);
    }

    @Test
    void bearsThatOthersProvideTheSameAtTheSameTime() {
        // Given
        var wanted = List.of(new NewTopic("raced", 4, (short) 1));
        // When
        var all = java.util.stream.IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> provisioning.provide(wanted)))
                .toArray(CompletableFuture[]::new);
        // Then
        CompletableFuture.allOf(all).join();
        assertThat(partitions("raced")).isEqualTo(4);
    }

    @Test
    void whatIsSentAtOnceIsTakenAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            // Given
            String topic = "at-once-" + round;
            var sent = new ArrayList<Future<RecordMetadata>>();
            try (var producer = Brokers.connection().producer("at-once")) {
                // When
                provisioning.provide(List.of(new NewTopic(topic, 8, (short) 1)));
                for (int partition = 0; partition < 8; partition++) {
                    sent.add(producer.send(new ProducerRecord<>(topic, partition, null, new byte[] {1})));
                }
                producer.flush();
                // Then
                assertThat(sent).hasSize(8).allMatch(Future::isDone);
                assertThat(producer.metrics().values())
                        .filteredOn(metric -> metric.metricName().name().equals("record-retry-total"))
                        .isNotEmpty()
                        .allMatch(metric -> metric.metricValue().equals(0.0));
            }
        }
    }

    /** The controller hears of the broker too seldom, and takes it for dead about half of the time. */
    @Test
    void aBrokerThatIsTakenForDeadIsWaitedFor(@TempDir Path directory) {
        // Given
        var settings = BrokerSettings.in(directory)
                .withPreferredPort(0)
                .withProperty("broker.session.timeout.ms", "500")
                .withProperty("broker.heartbeat.interval.ms", "1000");
        try (var broker = EmbeddedBroker.start(settings);
                var fitful = new KafkaConnection(broker.bootstrapServers(), "limbeck-test").admin()) {
            for (int i = 0; i < 10; i++) {
                var wanted = List.of(new NewTopic("waited-for-" + i, 2, (short) 1));
                // When
                new TopicProvisioning(fitful).provide(wanted);
            }
            // Then
            assertThat(KafkaAnswers.await(fitful.listTopics().names())).hasSize(10);
        }
    }

    private int partitions(String topic) {
        var descriptions =
                KafkaAnswers.await(admin.describeTopics(List.of(topic)).allTopicNames());
        return requireNonNull(descriptions.get(topic)).partitions().size();
    }

    private Config config(String topic) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var configs =
                KafkaAnswers.await(admin.describeConfigs(List.of(resource)).all());
        return requireNonNull(configs.get(resource));
    }
}
