package dev.limbeck.student.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.checkpoint.CheckpointFolder;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.service.ServiceConfig;
import dev.limbeck.student.Examples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicas of the service against a real broker, with runs that come, pause, go on and end. */
class StudentServiceIT {
    private static final EmbeddedBroker BROKER = EmbeddedBroker.temporary();
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final int BATCH = 16;

    private final RunsOnTopic runs = new RunsOnTopic(new KafkaConnection(BROKER.bootstrapServers(), "test"));
    private final List<Replica> replicas = new ArrayList<>();
    private final List<Generation> declared = new ArrayList<>();

    @TempDir
    Path folder;

    /** One service with what it alone has. */
    private record Replica(StudentService service, SimpleMeterRegistry registry) {
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

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    @Test
    void trainsTheStudentsOfTwoRunsAtOnceAndLeavesNothingBehindOfTheOneThatIsCancelled() throws Exception {
        // Given
        var goes = distilling("goes");
        var ends = distilling("ends");
        runs.produce(goes, 0, 10 * BATCH);
        runs.produce(ends, 0, 10 * BATCH);
        var replica = start();
        awaitOffered(goes, 10 * BATCH);
        awaitOffered(ends, 10 * BATCH);
        assertThat(replica.service().status().parts())
                .extracting(part -> part.run() + "/" + part.part())
                .containsExactly("ends/other", "ends/small", "goes/other", "goes/small");
        // When
        runs.say(ends, RunPhase.CANCELLED);
        await().atMost(LONG_ENOUGH).until(() -> statuses(ends).isEmpty());
        runs.produce(goes, 10 * BATCH, 10 * BATCH);
        // Then
        awaitOffered(goes, 20 * BATCH);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("ends"))
                .anyMatch(name -> name.contains("goes"));
        assertThat(replica.registry().getMeters())
                .noneMatch(meter -> "ends".equals(meter.getId().getTag("run")));
        assertThat(statuses(goes))
                .allSatisfy(status -> assertThat(status.softLoss()).isPresent());
    }

    @Test
    void noStepIsTakenWhileARunIsPausedAndItGoesOnAtTheExactStep() throws Exception {
        // Given
        var run = distilling("paused");
        runs.produce(run, 0, 400 * BATCH);
        start();
        await().atMost(LONG_ENOUGH)
                .until(() -> statuses(run).size() == 2 && statuses(run).stream().allMatch(status -> status.step() > 5));
        // When
        runs.say(run, RunPhase.PAUSED);
        await().atMost(LONG_ENOUGH).until(() -> statuses(run).isEmpty());
        // Then
        var batches = runs.batches(run, "small").size();
        var newest = newestCheckpoint(run, "small");
        assertThat(newest.step()).as("a pause amid the work").isLessThan(390);
        assertThat(newest.state().position().batches()).isEqualTo(batches);
        await().during(Duration.ofSeconds(2))
                .atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(runs.batches(run, "small")).hasSize(batches));
        // When
        runs.say(run, RunPhase.DISTILLING);
        // Then
        awaitOffered(run, 400 * BATCH);
        var all = runs.batches(run, "small");
        assertThat(all.get(batches).batch()).isEqualTo(batches + 1);
        assertThat(all.get(batches).step()).isEqualTo(newest.step());
        assertThat(all).extracting(batch -> batch.batch()).doesNotHaveDuplicates();
    }

    @Test
    void theNextGenerationsStudentsBeginAtTheBeginningOfItsOwnTopic() throws Exception {
        // Given
        var first = distilling("renewed");
        runs.produce(first, 0, 5 * BATCH);
        start();
        awaitOffered(first, 5 * BATCH);
        // When
        var second = new Generation(first.run(), 2);
        runs.provide(second);
        runs.produce(second, 0, 3 * BATCH);
        runs.say(second, RunPhase.DISTILLING);
        // Then
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(parts(first))
                .hasSize(2)
                .allSatisfy(part -> assertThat(part.generation()).isEqualTo(2)));
        awaitOffered(second, 3 * BATCH);
        assertThat(newestCheckpoint(first, "small").state().position().ledger().offered())
                .isEqualTo(5L * BATCH);
        runs.say(second, RunPhase.PAUSED);
        await().atMost(LONG_ENOUGH).until(() -> statuses(second).isEmpty());
        assertThat(newestCheckpoint(second, "small").state().generation()).isEqualTo(2);
    }

    @Test
    void replicasShareTheStudentsAndTakeOverFromOneThatLeaves() throws Exception {
        // Given
        var list = new ArrayList<Generation>();
        for (String name : List.of("shared-a", "shared-b", "shared-c")) {
            var run = distilling(name);
            runs.produce(run, 0, 5 * BATCH);
            list.add(run);
        }
        var leaves = start();
        var stays = start();
        await().atMost(LONG_ENOUGH)
                .until(() -> leaves.service().status().parts().size() > 0
                        && stays.service().status().parts().size() > 0
                        && leaves.service().status().parts().size()
                                        + stays.service().status().parts().size()
                                == 6);
        for (Generation run : list) {
            awaitOffered(run, 5 * BATCH);
        }
        // When
        leaves.stop();
        replicas.remove(leaves);
        // Then
        await().atMost(LONG_ENOUGH).until(() -> stays.service().status().parts().size() == 6);
        for (Generation run : list) {
            runs.produce(run, 5 * BATCH, 5 * BATCH);
            awaitOffered(run, 10 * BATCH);
            for (String student : List.of("small", "other")) {
                assertThat(runs.batches(run, student))
                        .extracting(batch -> batch.batch())
                        .doesNotHaveDuplicates();
            }
        }
        assertThat(stays.service().failed()).isEmpty();
    }

    @Test
    void tellsEverySecondHowWorkGoes() throws Exception {
        // Given
        var run = distilling("told");
        runs.produce(run, 0, 3 * BATCH);
        // When
        start();
        awaitOffered(run, 3 * BATCH);
        // Then
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(runs.read(RunTopics.RUN_STATUS))
                .map(record -> ContractJson.read(record.value(), PartStatus.class))
                .filteredOn(part -> part.run().equals("told"))
                .anySatisfy(
                        part -> assertThat(part.student().orElseThrow().ledger().offered())
                                .isEqualTo(3L * BATCH)));
    }

    private Generation distilling(String name) throws Exception {
        var run = Examples.generation(name);
        runs.provide(run);
        runs.say(run, RunPhase.DISTILLING);
        declared.add(run);
        return run;
    }

    private Replica start() {
        var registry = new SimpleMeterRegistry();
        var parts = new StudentParts(
                new StoreLayout(folder),
                new DjlNetworkRuntime(1),
                new KafkaConnection(BROKER.bootstrapServers(), "replica-" + replicas.size()),
                new Config(),
                registry,
                Clock.systemUTC());
        var replica = new Replica(new StudentService(parts), registry);
        replicas.add(replica);
        replica.service().start(new StartupEvent());
        return replica;
    }

    private List<PartStatus> parts(Generation run) {
        return replicas.stream()
                .flatMap(replica -> replica.service().status().parts().stream())
                .filter(part -> part.run().equals(run.name()))
                .toList();
    }

    private List<StudentStatus> statuses(Generation run) {
        return parts(run).stream().flatMap(part -> part.student().stream()).toList();
    }

    private void awaitOffered(Generation run, long records) {
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(statuses(run))
                .hasSize(2)
                .allSatisfy(status -> assertThat(status.ledger().offered()).isEqualTo(records)));
    }

    private CheckpointFolder newestCheckpoint(Generation run, String student) throws Exception {
        return CheckpointFolder.newestFirst(new StoreLayout(folder).checkpoints(run.name(), run.number(), student))
                .get(0);
    }

    private final class Config implements ServiceConfig {
        @Override
        public Path store() {
            return folder;
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public boolean exitOnStdinClose() {
            return false;
        }
    }
}
