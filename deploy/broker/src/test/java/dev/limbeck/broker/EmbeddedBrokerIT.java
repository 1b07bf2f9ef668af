package dev.limbeck.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    private static final String TOPIC = "production.digits";

    private final Path directory;

    EmbeddedBrokerIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void committedRecordsSurviveARestartAndAbortedOnesStayHidden() throws Exception {
        // Given
        String clusterId;
        try (var broker = EmbeddedBroker.start(anyPort())) {
            clusterId = broker.clusterId();
            createTopic(broker);
            produceInTransactions(broker);
            assertThat(read(broker, 2)).containsExactly("one", "two");
        }
        // When
        try (var broker = EmbeddedBroker.start(anyPort())) {
            // Then
            assertThat(broker.clusterId()).isEqualTo(clusterId);
            assertThat(read(broker, 2)).containsExactly("one", "two");
        }
        assertThat(directory.resolve("broker.pid")).doesNotExist();
    }

    @Test
    void aSecondBrokerOnTheSameDirectoryIsRefusedAndHarmless() throws Exception {
        // Given
        try (var broker = EmbeddedBroker.start(anyPort())) {
            // When
            assertThatThrownBy(() -> EmbeddedBroker.start(anyPort()))
                    // Then
                    .isInstanceOf(BrokerDirectoryInUseException.class)
                    .hasMessage("another limbeck is running on %s (pid %d)"
                            .formatted(
                                    directory.toRealPath(),
                                    ProcessHandle.current().pid()));
            createTopic(broker);
            assertThat(directory.resolve("broker.pid")).exists();
        }
    }

    @Test
    void aFreshStartForgetsTheStoredCluster() {
        // Given
        String clusterId;
        try (var broker = EmbeddedBroker.start(anyPort())) {
            clusterId = broker.clusterId();
        }
        // When
        try (var broker = EmbeddedBroker.start(anyPort().withFresh(true))) {
            // Then
            assertThat(broker.clusterId()).isNotEqualTo(clusterId);
        }
    }

    @Test
    void aTakenPortFallsBackToAFreeOne() throws Exception {
        // Given
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = BrokerSettings.in(directory).withPreferredPort(taken.getLocalPort());
            // When
            try (var broker = EmbeddedBroker.start(settings)) {
                // Then
                assertThat(broker.port().isFallback()).isTrue();
                createTopic(broker);
            }
        }
    }

    @Test
    void aFreshBrokerHasTheTransactionProtocolOfKip890() throws Exception {
        try (var broker = EmbeddedBroker.temporary();
                var admin = admin(broker)) {
            // When
            var features = admin.describeFeatures().featureMetadata().get(10, TimeUnit.SECONDS);
            // Then
            assertThat(features.finalizedFeatures())
                    .hasEntrySatisfying("transaction.version", range -> assertThat(range.maxVersionLevel())
                            .isEqualTo((short) 2));
        }
    }

    @Test
    void aTemporaryBrokerLeavesNoFiles() throws IOException {
        // Given
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        var before = temporaryDirectories(parent);
        var broker = EmbeddedBroker.temporary();
        assertThat(temporaryDirectories(parent)).hasSize(before.size() + 1);
        // When
        broker.close();
        broker.close();
        // Then
        assertThat(temporaryDirectories(parent)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void anUnusablePropertyIsNamedAndTheDirectoryGivenBack() {
        // Given
        var settings = anyPort().withProperty("log.segment.bytes", "many");
        // When
        assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                // Then
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("log.segment.bytes");
        EmbeddedBroker.start(anyPort()).close();
    }

    private BrokerSettings anyPort() {
        return BrokerSettings.in(directory).withPreferredPort(0);
    }

    private static List<Path> temporaryDirectories(Path parent) throws IOException {
        try (var files = Files.list(parent)) {
            return files.filter(file -> file.getFileName().toString().startsWith("limbeck-broker-"))
                    .toList();
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (var admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get(10, TimeUnit.SECONDS);
        }
    }

    private static void produceInTransactions(EmbeddedBroker broker) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "EmbeddedBrokerIT");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var one = producer.send(new ProducerRecord<>(TOPIC, "one"));
            producer.commitTransaction();
            producer.beginTransaction();
            var never = producer.send(new ProducerRecord<>(TOPIC, "never"));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            var two = producer.send(new ProducerRecord<>(TOPIC, "two"));
            producer.commitTransaction();
            assertThat(List.of(one, never, two)).allMatch(Future::isDone);
        }
    }

    private static List<String> read(EmbeddedBroker broker, int count) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "none");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            var values = new ArrayList<String>();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> values.add(found.value()));
            }
            return values;
        }
    }
}
