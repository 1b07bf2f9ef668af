package dev.limbeck.teacher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.place.PlaceEntry.Reached;
import dev.limbeck.contract.place.SourcePlaces;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.status.TeacherStatus.Phase;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.place.PlaceTopic;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.teacher.Brokers;
import dev.limbeck.teacher.labelling.LabellingListener;
import dev.limbeck.teacher.training.Examples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Where a teacher goes on, whatever has become of the source topic and of the group's offsets meanwhile. */
class SourcePlaceIT {
    private static final NetworkRuntime NETWORKS = new DjlNetworkRuntime(1);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private final List<Replica> replicas = new ArrayList<>();

    @BeforeAll
    static void provideTopics() {
        TopicProvisioning.provideShared(Brokers.connection());
    }

    @AfterEach
    void stopAll() {
        replicas.forEach(Replica::stop);
        replicas.forEach(replica -> replica.network().close());
    }

    @Test
    void aTeacherWhoseGroupWasForgottenWhileItRestedLabelsNothingTwice() throws Exception {
        // Given
        var run = provided("forgotten");
        SourceTraffic.send(run, "old-", 300);
        var first = start(run);
        awaitLabelled(run, 300);
        first.stop();
        // When
        withAdmin(admin -> KafkaAnswers.await(
                admin.deleteConsumerGroups(List.of(run.topics().teacherGroup())).all()));
        SourceTraffic.send(run, "new-", 100);
        start(run);
        // Then
        awaitLabelled(run, 400);
        assertThat(sum(run, Reached::labelled)).isEqualTo(400);
        awaitCommitted(run, 400);
    }

    /** The same without anybody's doing; it takes more than a minute. */
    @Test
    @EnabledIfSystemProperty(named = "limbeck.chaos.rest", matches = "true")
    void aTeacherWhoseOffsetsExpiredWhileItRestedLabelsNothingTwice() throws Exception {
        // Given
        var run = provided("expired");
        SourceTraffic.send(run, "record-", 1000);
        var first = start(run);
        awaitLabelled(run, 1000);
        first.stop();
        // When
        withAdmin(admin -> await().atMost(Duration.ofMinutes(3)).until(() -> committed(admin, run) == 0));
        start(run);
        awaitCommitted(run, 1000);
        // Then
        await().during(Duration.ofSeconds(2)).atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(
                        SourceTraffic.committedIds(run.topics().examples()))
                .hasSize(1000)
                .doesNotHaveDuplicates());
    }

    @Test
    void stopsAndSaysHowManyRecordsAreGoneThatRetentionHasRemovedWhileItRested() throws Exception {
        // Given
        var run = provided("overtaken");
        SourceTraffic.send(run, "old-", 100);
        var first = start(run);
        awaitLabelled(run, 100);
        first.stop();
        long[] wanted = {end(run, 0), end(run, 1)};
        SourceTraffic.sendTo(run, 0, "zero-", 150);
        SourceTraffic.sendTo(run, 1, "one-", 150);
        // When
        remove(run, 0, wanted[0] + 80);
        remove(run, 1, wanted[1] + 60);
        for (int life = 0; life < 2; life++) {
            var resting = start(run);
            awaitPaused(resting);
            // Then
            assertThat(resting.progress().status().pausedBecause().orElseThrow())
                    .isEqualTo(("records %d to %d of partition 0, records %d to %d of partition 1 are gone from"
                                    + " production.overtaken before they were labelled, 140 in all")
                            .formatted(wanted[0], wanted[0] + 79, wanted[1], wanted[1] + 59));
            resting.stop();
        }
        assertThat(SourceTraffic.committedIds(run.topics().examples())).hasSize(100);
        assertThat(events(run, RunEvent.RecordsGone.class))
                .as("told once, by whichever life")
                .extracting(RunEvent.RecordsGone::lost)
                .containsExactlyInAnyOrder(80L, 60L);
        // When
        var resumed = start(run);
        awaitPaused(resumed);
        assertThat(resumed.loop().resume()).isTrue();
        // Then
        awaitLabelled(run, 260);
        assertThat(sum(run, Reached::gone)).isEqualTo(140);
        assertThat(sum(run, Reached::offered)).isEqualTo(400);
        await().atMost(LONG_ENOUGH)
                .untilAsserted(
                        () -> assertThat(resumed.progress().status().phase()).isEqualTo(Phase.LABELLING));
    }

    @Test
    void aSourceThatIsReCreatedUnderARunningTeacherIsNamedSoAndLabelledFromItsBeginning() throws Exception {
        // Given
        var run = provided("anew");
        SourceTraffic.send(run, "old-", 120);
        var replica = start(run);
        awaitLabelled(run, 120);
        // When
        withAdmin(admin -> {
            KafkaAnswers.await(
                    admin.deleteTopics(List.of(run.spec().source().topic())).all());
            new TopicProvisioning(admin).provide(run);
        });
        SourceTraffic.send(run, "new-", 400); // more than it had, so that the old offsets mean something
        awaitPaused(replica);
        // Then
        assertThat(replica.progress().status().pausedBecause().orElseThrow())
                .startsWith("production.anew was re-created: it has topic id ");
        assertThat(SourceTraffic.committedIds(run.topics().examples())).hasSize(120);
        // It stands still before it has told so.
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(events(run, RunEvent.TopicChanged.class))
                .singleElement()
                .satisfies(event -> assertThat(event.reader()).isEqualTo("teacher")));
        // When
        await().atMost(LONG_ENOUGH).until(() -> {
            replica.loop().resume();
            return replica.progress().status().phase() == Phase.LABELLING;
        });
        // Then
        awaitLabelled(run, 520);
        assertThat(sum(run, Reached::labelled)).isEqualTo(520);
    }

    @Test
    void partitionsThatAreAddedAreLabelledWithinSecondsFromTheirFirstRecord() throws Exception {
        // Given
        var run = provided("wider");
        SourceTraffic.send(run, "old-", 50);
        var began = new CopyOnWriteArrayList<Map<Integer, Long>>();
        var replica = start(run, network(), LabellingListener.onBegun(began::add));
        awaitLabelled(run, 50);
        // When
        withAdmin(admin -> KafkaAnswers.await(
                admin.createPartitions(Map.of(run.spec().source().topic(), NewPartitions.increaseTo(3)))
                        .all()));
        SourceTraffic.sendTo(run, 2, "new-", 70);
        // Then
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(
                        SourceTraffic.committedIds(run.topics().examples()))
                .hasSize(120));
        assertThat(began).anySatisfy(from -> assertThat(from).containsEntry(2, 0L));
        assertThat(replica.progress().status().labelled()).isEqualTo(120);
    }

    /** Releases of before kept no place of the teacher's own. */
    @Test
    void aRunOfBeforeGoesOnWhereItsGroupHasCommitted() throws Exception {
        // Given
        var run = provided("before");
        SourceTraffic.sendTo(run, 0, "record-", 100);
        String topic = run.spec().source().topic();
        try (var consumer =
                Brokers.connection().groupConsumer("before", run.topics().teacherGroup(), OffsetReset.NONE, 10)) {
            consumer.commitSync(Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(40)));
        }
        // When
        start(run);
        // Then
        awaitLabelled(run, 60);
        assertThat(places(run).taken().orElseThrow().whole()).isFalse();
        assertThat(places(run).of(0)).satisfies(place -> {
            assertThat(place.next()).isEqualTo(100);
            assertThat(place.labelled()).isEqualTo(60);
        });
    }

    /** Otherwise a batch that takes longer than the group or the transaction waits would begin again for ever. */
    @Test
    void aSlowTeacherLabelsTheLargestBatchInParts() throws Exception {
        // Given
        var run = provided("slow", "labelling: {size: 65536, maxWait: 20ms}");
        SourceTraffic.send(run, "record-", 1500);
        var sizes = new CopyOnWriteArrayList<Integer>();
        // When
        start(run, slow(network(), sizes), LabellingListener.onBegun(from -> {}));
        // Then
        awaitLabelled(run, 1500);
        assertThat(sizes).allMatch(size -> size <= 512);
    }

    /** A millisecond and a half for each record. */
    private static InferenceNetwork slow(InferenceNetwork network, List<Integer> sizes) {
        return new InferenceNetwork() {
            @Override
            public ArtifactMetadata metadata() {
                return network.metadata();
            }

            @Override
            public List<Output> outputs(List<Inputs> inputs) {
                sizes.add(inputs.size());
                LockSupport.parkNanos(
                        Duration.ofNanos(1_500_000).multipliedBy(inputs.size()).toNanos());
                return network.outputs(inputs);
            }

            @Override
            public void close() {
                network.close();
            }
        };
    }

    private static void awaitPaused(Replica replica) {
        await().atMost(LONG_ENOUGH)
                .untilAsserted(
                        () -> assertThat(replica.progress().status().phase()).isEqualTo(Phase.PAUSED));
    }

    private static void awaitLabelled(Generation run, int count) {
        await().atMost(LONG_ENOUGH).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> assertThat(
                        SourceTraffic.committedIds(run.topics().examples()))
                .hasSize(count)
                .doesNotHaveDuplicates());
    }

    /** The group's offsets are there again for those who watch them. */
    private static void awaitCommitted(Generation run, long records) {
        withAdmin(admin -> await().atMost(LONG_ENOUGH).until(() -> committed(admin, run) == records));
    }

    private static long committed(Admin admin, Generation run) {
        try {
            return KafkaAnswers.await(
                            admin.listConsumerGroupOffsets(run.topics().teacherGroup())
                                    .partitionsToOffsetAndMetadata())
                    .values()
                    .stream()
                    .filter(Objects::nonNull)
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (GroupIdNotFoundException forgotten) {
            return 0;
        }
    }

    private static SourcePlaces places(Generation run) {
        try (var topic = new PlaceTopic(Brokers.connection(), "reading-places")) {
            return topic.read(run.topics());
        }
    }

    private static long sum(Generation run, ToLongFunction<Reached> count) {
        return places(run).reached().values().stream().mapToLong(count).sum();
    }

    private static <E extends RunEvent> List<E> events(Generation run, Class<E> kind) {
        return SourceTraffic.committed(RunTopics.RUN_EVENTS).stream()
                .map(record -> ContractJson.read(record.value(), RunEvent.class))
                .filter(event -> event.run().equals(run.name()) && kind.isInstance(event))
                .map(kind::cast)
                .toList();
    }

    private static long end(Generation run, int partition) {
        try (var consumer = Brokers.connection().consumer("ends", OffsetReset.EARLIEST)) {
            var place = new TopicPartition(run.spec().source().topic(), partition);
            return new HashMap<>(consumer.endOffsets(List.of(place))).getOrDefault(place, 0L);
        }
    }

    /** As retention does. */
    private static void remove(Generation run, int partition, long before) {
        var place = new TopicPartition(run.spec().source().topic(), partition);
        withAdmin(admin -> KafkaAnswers.await(admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(before)))
                .all()));
    }

    private static void withAdmin(Consumer<Admin> work) {
        try (var admin = Brokers.connection().admin()) {
            work.accept(admin);
        }
    }

    private Generation provided(String name) {
        return provided(name, "");
    }

    /** @param labelling in the place of the usual one, if any */
    private Generation provided(String name, String labelling) {
        String yaml = Examples.yaml(name, folder, "");
        var run = new Generation(
                RunSpecReader.read(
                        labelling.isEmpty() ? yaml : yaml.replace("labelling: {size: 16, maxWait: 20ms}", labelling)),
                1);
        TopicProvisioning.provide(Brokers.connection(), run);
        return run;
    }

    private Replica start(Generation run) throws Exception {
        return start(run, network(), LabellingListener.onBegun(from -> {}));
    }

    private Replica start(Generation run, InferenceNetwork network, LabellingListener listener) {
        var replica = Replica.start(run, "replica-" + replicas.size(), network, listener);
        replicas.add(replica);
        return replica;
    }

    private InferenceNetwork network() throws Exception {
        var input = Examples.run("any", folder, "").spec().signature();
        Path file = folder.resolve("teacher.pt");
        if (!Files.exists(file)) {
            Files.write(file, BuiltinNetworks.author("builtin:mlp-16", input, 1));
        }
        return NETWORKS.open(file, input);
    }
}
