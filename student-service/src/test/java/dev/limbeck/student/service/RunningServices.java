package dev.limbeck.student.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.service.channel.ChannelSettings;
import dev.limbeck.service.channel.ProducedTopic;
import dev.limbeck.service.channel.RunEvents;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import dev.limbeck.student.Examples;
import dev.limbeck.work.EngineConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Replicas of the service in this process, and the runs that are declared to them. */
abstract class RunningServices {
    static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    static final int BATCH = 16;

    final RunsOnTopic runs;
    final List<Replica> replicas = new ArrayList<>();
    private final List<Generation> declared = new ArrayList<>();

    private final EmbeddedBroker broker;

    @TempDir
    Path folder;

    RunningServices(EmbeddedBroker broker) {
        this.broker = broker;
        this.runs = new RunsOnTopic(new KafkaConnection(broker.bootstrapServers(), "test"));
    }

    /** One service with what it alone has. */
    record Replica(StudentService service, SimpleMeterRegistry registry) {
        void stop() {
            service.stop(new ShutdownEvent());
        }
    }

    @AfterEach
    void endAll() throws Exception {
        for (Generation run : declared) {
            runs.say(run, RunPhase.CANCELLED);
        }
        replicas.forEach(Replica::stop);
    }

    final Generation distilling(String name) throws Exception {
        return distilling(Examples.generation(name));
    }

    final Generation distilling(Generation run) throws Exception {
        runs.provide(run);
        runs.say(run, RunPhase.DISTILLING);
        declared.add(run);
        return run;
    }

    final Replica start() {
        var registry = new SimpleMeterRegistry();
        var connection = new KafkaConnection(broker.bootstrapServers(), "replica-" + replicas.size());
        var parts = new StudentParts(
                new StoreLayout(folder),
                new DjlNetworkRuntime(1),
                connection,
                new Config(),
                registry,
                Clock.systemUTC());
        var replica = new Replica(
                new StudentService(
                        parts,
                        new RunEvents(topic(connection, "run-events", RunTopics.RUN_EVENTS)),
                        topic(connection, "run-status", RunTopics.RUN_STATUS)),
                registry);
        replicas.add(replica);
        replica.service().start(new StartupEvent());
        return replica;
    }

    private static ProducedTopic topic(KafkaConnection connection, String channel, String topic) {
        return new ProducedTopic(ChannelSettings.outgoing(connection, channel, topic));
    }

    final List<PartStatus> parts(Generation run) {
        return replicas.stream()
                .flatMap(replica -> replica.service().status().parts().stream())
                .filter(part -> part.run().equals(run.name()))
                .toList();
    }

    final List<StudentStatus> statuses(Generation run) {
        return parts(run).stream().flatMap(part -> part.student().stream()).toList();
    }

    final void awaitOffered(Generation run, long records) {
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(statuses(run))
                .hasSize(2)
                .allSatisfy(status -> assertThat(status.ledger().offered()).isEqualTo(records)));
    }

    final CheckpointFolder newestCheckpoint(Generation run, String student) throws Exception {
        return CheckpointFolder.newestFirst(new StoreLayout(folder).checkpoints(run.name(), run.number(), student))
                .get(0);
    }

    private static final class Config implements EngineConfig {
        @Override
        public int threads() {
            return 1;
        }

        @Override
        public Engine engine() {
            return () -> "auto";
        }
    }
}
