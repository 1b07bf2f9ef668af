package dev.limbeck.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.BrokerSettings;
import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.orchestrator.draining.DrainWatch;
import dev.limbeck.orchestrator.provisioning.ProvisionOrders;
import dev.limbeck.orchestrator.streams.KafkaTopicIds;
import dev.limbeck.orchestrator.streams.RunTopology;
import dev.limbeck.orchestrator.streams.SkippedInputs;
import dev.limbeck.service.RunStates;
import dev.limbeck.service.channel.ChannelSettings;
import dev.limbeck.service.channel.ProducedTopic;
import dev.limbeck.service.channel.RunEvents;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lifecycle on a broker, with everything but the work. */
class RunLifecycleIT {
    private static final String RUN = "digits";
    private static final RunTopics TOPICS = new RunTopics(RUN, 1);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    private EmbeddedBroker broker;
    private KafkaConnection connection;
    private RunStates states;
    private FakeServices services;
    private ProducedTopic events;
    private TakenOrders provisionOrders;
    private DrainWatch drainWatch;
    private KafkaTopicIds topicIds;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(
                BrokerSettings.in(directory.resolve("broker")).withPreferredPort(0));
        connection = new KafkaConnection(broker.bootstrapServers(), "lifecycle-it");
        TopicProvisioning.provideShared(connection);
        topicIds = new KafkaTopicIds(connection);
        states = new RunStates(connection, state -> {});
        states.start();
        services = new FakeServices(connection);
        events = new ProducedTopic(ChannelSettings.outgoing(connection, "run-events", RunTopics.RUN_EVENTS));
        var told = new RunEvents(events);
        provisionOrders = new TakenOrders(
                connection, new ProvisionOrders(connection, states, told, Clock.systemUTC(), Ticker.SYSTEM));
        drainWatch = new DrainWatch(connection, states, told, Clock.systemUTC());
        drainWatch.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        drainWatch.close();
        provisionOrders.close();
        events.close();
        services.close();
        states.close();
        topicIds.close();
        broker.close();
    }

    private KafkaStreams streams(String stateDirectory) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, RunTopology.APPLICATION_ID);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                directory.resolve(stateDirectory).toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        settings.put("internal.leave.group.on.close", true);
        return new KafkaStreams(RunTopology.build(new SkippedInputs(() -> {}), topicIds), settings);
    }

    private void awaitRun(Predicate<RunState> condition) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(states.of(RUN)).isPresent().get().matches(condition));
    }

    private void beginDistilling() {
        beginDistilling(Examples.run(RUN));
    }

    private void beginDistilling(DistillationRun run) {
        services.command(new RunCommand.Apply("apply", run, Instant.now()));
        awaitRun(state -> state.phase() == RunPhase.TEACHER);
        services.event(
                new RunEvent.TeacherReady(1, Examples.teacher(RUN, "v1", OptionalDouble.of(0.95)), Instant.now()));
        awaitRun(state -> state.phase() == RunPhase.DISTILLING);
    }

    @Test
    void aDeclaredRunIsCompleted() throws Exception {
        try (var streams = streams("state")) {
            // Given
            streams.start();
            beginDistilling();
            for (int partition = 0; partition < 2; partition++) {
                services.record("production." + RUN, partition);
                writeTransactions(TOPICS.examples(), partition);
            }
            services.announce(Examples.checkpoint(RUN, 1, "small", 100));
            awaitRun(state -> state.champion().isPresent());
            // When
            services.command(new RunCommand.Drain("drain", RUN, Instant.now()));
            awaitRun(state -> state.phase() == RunPhase.DRAINING);
            assertThat(states.of(RUN).orElseThrow().isLabelling()).isTrue();
            commit(TOPICS.teacherGroup(), "production." + RUN, 1);
            awaitRun(RunState::sourceDrained);
            services.announce(Examples.checkpoint(RUN, 1, "small", 200));
            // After the last record, and before the marker of its transaction; no offset of theirs is with the broker.
            saved("small", Optional.of(Examples.checkpoint(RUN, 1, "small", 200).digest()));
            saved("control", Optional.empty());
            // Then
            awaitRun(state -> state.phase() == RunPhase.COMPLETED);
            assertThat(states.of(RUN).orElseThrow().champions()).hasSize(2);
        }
        assertHistoryHasNoGap();
    }

    @Test
    void recordsAreCountedAndNotOffsets() throws Exception {
        try (var streams = streams("state")) {
            // Given
            streams.start();
            beginDistilling(Examples.with(Examples.run(RUN), "completion: {\"afterRecords\": 5}"));
            writeTransactions("production." + RUN, 0);
            writeTransactions("production." + RUN, 1);
            // When
            commit(TOPICS.teacherGroup(), "production." + RUN, 6);
            // Then
            await().during(Duration.ofSeconds(3))
                    .atMost(PATIENCE)
                    .until(() -> states.of(RUN).orElseThrow().phase() == RunPhase.DISTILLING);
            services.record("production." + RUN, 0);
            services.commit(TOPICS.teacherGroup(), new TopicPartition("production." + RUN, 0), 7);
            awaitRun(state -> state.phase() != RunPhase.DISTILLING);
            assertThat(Committed.historyWithoutGap(connection).get(RUN))
                    .extracting(RunHistoryEntry::note)
                    .contains("5 records are labelled, as many as the run was to take.");
        }
    }

    @Test
    void aStateDirectoryThatIsLostIsBuiltAgain() throws Exception {
        // Given
        try (var streams = streams("first")) {
            streams.start();
            beginDistilling();
            services.announce(Examples.checkpoint(RUN, 1, "small", 100));
            awaitRun(state -> state.champion().isPresent());
        }
        var before = states.of(RUN).orElseThrow();
        // When
        try (var streams = streams("second")) {
            streams.start();
            services.announce(Examples.checkpoint(RUN, 1, "small", 200));
            awaitRun(state -> state.champions().size() == 2);
            services.command(new RunCommand.Cancel("cancel", RUN, Optional.empty(), Instant.now()));
            awaitRun(state -> state.phase() == RunPhase.CANCELLED);
        }
        // Then
        var after = states.of(RUN).orElseThrow();
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.sequence()).isGreaterThan(before.sequence());
        assertThat(services.orders())
                .extracting(RunOrder::orderId, RunOrder::attempt)
                .doesNotHaveDuplicates();
        assertHistoryHasNoGap();
    }

    @Test
    void aBrokerThatWasAwayIsComeBackTo() throws Exception {
        try (var streams = streams("state")) {
            // Given
            streams.start();
            beginDistilling();
            int port = broker.port().number();
            // When
            broker.close();
            broker = EmbeddedBroker.start(
                    BrokerSettings.in(directory.resolve("broker")).withPreferredPort(port));
            services.announce(Examples.checkpoint(RUN, 1, "small", 100));
            // Then
            awaitRun(state -> state.champion().isPresent());
        }
        assertHistoryHasNoGap();
    }

    /** Record, marker, record, marker, then what was aborted: the last record that can be read is at offset 2. */
    private void writeTransactions(String topic, int partition) throws Exception {
        try (var producer = connection.transactionalProducer("labels", "labels-" + partition)) {
            producer.initTransactions();
            for (int transaction = 0; transaction < 2; transaction++) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(topic, partition, null, new byte[] {1}))
                        .get();
                producer.commitTransaction();
            }
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, partition, null, new byte[] {1}))
                    .get();
            producer.abortTransaction();
        }
    }

    private void commit(String group, String topic, long position) {
        for (int partition = 0; partition < 2; partition++) {
            services.commit(group, new TopicPartition(topic, partition), position);
        }
    }

    private void saved(String student, Optional<String> checkpoint) {
        services.event(new RunEvent.StudentSaved(
                RUN, 1, student, new TreeMap<>(Map.of(0, 3L, 1, 3L)), 4, checkpoint, Instant.now()));
    }

    private void assertHistoryHasNoGap() {
        assertThat(Committed.historyWithoutGap(connection)).containsOnlyKeys(RUN);
    }
}
