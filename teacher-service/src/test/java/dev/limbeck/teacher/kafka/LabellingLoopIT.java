package dev.limbeck.teacher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.codec.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.deadletter.DeadLetter;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.teacher.Brokers;
import dev.limbeck.teacher.TeacherProgress;
import dev.limbeck.teacher.labelling.Labeller;
import dev.limbeck.teacher.training.Examples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabellingLoopIT {
    private static final NetworkRuntime NETWORKS = new DjlNetworkRuntime(1);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private final List<Replica> replicas = new ArrayList<>();

    /** A labelling loop on a thread of its own, with its own network. */
    private record Replica(
            LabellingLoop loop, TeacherProgress progress, InferenceNetwork network, CompletableFuture<Void> end) {
        void stop() {
            loop.stop();
            end.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();
        }
    }

    @AfterEach
    void stopAll() {
        replicas.forEach(Replica::stop);
        replicas.forEach(replica -> replica.network().close());
    }

    @Test
    void givesUnusableRecordsAReasonAndGoesOn() throws Exception {
        // Given
        var run = provided("malformed");
        byte[] good = SourceTraffic.image("good", 1);
        var shape = run.spec().input().shape();
        byte[] otherVersion = good.clone();
        otherVersion[1] = 9; // schema_version is the first field: tag, then value
        var unusable = Arrays.asList(
                new byte[0],
                null,
                Arrays.copyOf(good, good.length - 3),
                SourceTraffic.encoded("shape", Tensor.ofBytes(Shape.of(3), new byte[3]), OptionalInt.empty()),
                SourceTraffic.encoded("nan", Tensor.ofFloats(shape, 0, 1, Float.NaN, 0, 0, 0), OptionalInt.empty()),
                // Field 3 (input), declared to be 2^31-1 bytes long, in a record of twelve.
                new byte[] {8, 1, 26, -1, -1, -1, -1, 7, 0, 0, 0, 0},
                SourceTraffic.encoded("label", Tensor.ofBytes(shape, new byte[6]), OptionalInt.of(2)),
                otherVersion);
        // When
        SourceTraffic.send(run, unusable);
        SourceTraffic.send(run, "after-", 20);
        start(run);
        // Then
        awaitLabelled(run, 20);
        var deadLetters = SourceTraffic.committed(run.topics().deadLetters());
        assertThat(deadLetters)
                .extracting(record ->
                        DeadLetter.read(record).orElseThrow().rejection().reason())
                .containsExactlyInAnyOrder(
                        RejectionReason.EMPTY,
                        RejectionReason.EMPTY,
                        RejectionReason.MALFORMED,
                        RejectionReason.MALFORMED,
                        RejectionReason.SHAPE_MISMATCH,
                        RejectionReason.NON_FINITE,
                        RejectionReason.LABEL_RANGE,
                        RejectionReason.UNSUPPORTED_VERSION);
        assertThat(deadLetters).allSatisfy(LabellingLoopIT::isTheOriginal);
        assertThat(replicas.get(0).progress().status().deadLettered()).containsEntry("MALFORMED", 2L);
    }

    /** The bytes are those at the coordinates it names. */
    private static void isTheOriginal(ConsumerRecord<byte[], byte[]> deadLetter) {
        var read = DeadLetter.read(deadLetter).orElseThrow();
        assertThat(read.stage()).isEqualTo("teacher");
        var original = SourceTraffic.committed(read.source().topic()).stream()
                .filter(record ->
                        record.partition() == read.source().partition() && record.offset() == read.sourceOffset())
                .findFirst()
                .orElseThrow();
        assertThat(deadLetter.key()).isEqualTo(original.key());
        assertThat(deadLetter.value()).isEqualTo(original.value());
        assertThat(read.timestamp().toEpochMilli()).isEqualTo(original.timestamp());
    }

    @Test
    void replicasShareTheWorkAndDoubleNothing() throws Exception {
        // Given
        var run = provided("shared");
        var first = start(run);
        SourceTraffic.send(run, "early-", 300);
        awaitLabelled(run, 300);
        // When
        var second = start(run);
        for (int round = 0; round < 10; round++) { // while the group makes room for the second
            SourceTraffic.send(run, "round-" + round + "-", 100);
        }
        awaitLabelled(run, 1300);
        await().atMost(LONG_ENOUGH).until(() -> {
            SourceTraffic.send(run, "late-" + System.nanoTime() + "-", 20);
            return second.progress().status().labelled() > 0;
        });
        second.stop(); // its partitions go back while records are waiting
        SourceTraffic.send(run, "last-", 100);
        // Then
        int all = SourceTraffic.committed(run.spec().source().topic()).size();
        awaitLabelled(run, all);
        assertThat(first.progress().status().labelled()
                        + second.progress().status().labelled())
                .isEqualTo(all);
        assertThat(first.progress().status().lag()).isZero();
    }

    @Test
    void aReplicaThatDiesBeforeItsCommitNeitherLosesNorDoubles() throws Exception {
        // Given
        var run = provided("dying");
        SourceTraffic.send(run, "record-", 100);
        // When
        dieBeforeCommit(run);
        assertThat(SourceTraffic.committedIds(run.topics().examples())).isEmpty();
        start(run);
        // Then
        awaitLabelled(run, 100);
    }

    @Test
    void aTransactionThatTheBrokerEndedIsWrittenAgain() throws Exception {
        // Given
        var run = provided("fenced");
        SourceTraffic.send(run, "record-", 40);
        try (var network = network();
                var consumer = Brokers.connection()
                        .groupConsumer("zombie", run.topics().teacherGroup(), OffsetReset.EARLIEST, 500);
                var writer = new ExampleWriter(Brokers.connection(), run.topics(), "twice")) {
            consumer.subscribe(List.of(run.spec().source().topic()));
            var batch = polled(consumer);
            var verdicts = new Labeller(network, run.spec().input().signature(), "t-1")
                    .label(batch.stream().map(ConsumerRecord::value).toList());
            // When: another one with its id takes over
            new ExampleWriter(Brokers.connection(), run.topics(), "twice").abandon();
            var fenced = writer.write(batch, verdicts, consumer.groupMetadata());
            var again = writer.write(batch, verdicts, consumer.groupMetadata());
            // Then
            assertThat(fenced).isEqualTo(ExampleWriter.Outcome.ABORTED);
            assertThat(again).isEqualTo(ExampleWriter.Outcome.COMMITTED);
        }
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(
                        SourceTraffic.committedIds(run.topics().examples()))
                .hasSize(40)
                .doesNotHaveDuplicates());
    }

    /** A replica that has sent examples and offsets, and is gone before the end of the transaction. */
    private void dieBeforeCommit(DistillationRun run) throws Exception {
        var consumer =
                Brokers.connection().groupConsumer("dying", run.topics().teacherGroup(), OffsetReset.EARLIEST, 500);
        try (var network = network()) {
            consumer.subscribe(List.of(run.spec().source().topic()));
            var batch = polled(consumer);
            var verdicts = new Labeller(network, run.spec().input().signature(), "t-1")
                    .label(batch.stream().map(ConsumerRecord::value).toList());
            var writer = new ExampleWriter(Brokers.connection(), run.topics(), "dying");
            writer.stage(batch, verdicts, consumer.groupMetadata());
            writer.abandon();
        } finally {
            consumer.close();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> polled(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
        var batch = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        await().atMost(LONG_ENOUGH).until(() -> {
            consumer.poll(Duration.ofMillis(200)).forEach(batch::add);
            return batch.size() >= 40;
        });
        return batch;
    }

    private static void awaitLabelled(DistillationRun run, int count) {
        await().atMost(LONG_ENOUGH).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> assertThat(
                        SourceTraffic.committedIds(run.topics().examples()))
                .hasSize(count)
                .doesNotHaveDuplicates());
        assertThat(SourceTraffic.committed(run.topics().examples()).stream()
                        .limit(5)
                        .map(record -> run.spec().input().signature().decodeExample(record.value())))
                .allMatch(decoded -> decoded instanceof dev.limbeck.contract.codec.Decoded.Accepted<?>);
    }

    private DistillationRun provided(String name) {
        var run = Examples.run(name, folder, "");
        TopicProvisioning.provide(Brokers.connection(), run);
        return run;
    }

    private Replica start(DistillationRun run) throws Exception {
        var network = network();
        var progress = new TeacherProgress(run.name(), Clock.systemUTC());
        var loop = new LabellingLoop(
                Brokers.connection(),
                run,
                "replica-" + replicas.size(),
                new Labeller(network, run.spec().input().signature(), "t-1"),
                progress,
                Clock.systemUTC());
        var replica = new Replica(loop, progress, network, CompletableFuture.runAsync(loop::run));
        replicas.add(replica);
        return replica;
    }

    private InferenceNetwork network() throws Exception {
        var input = Examples.run("any", folder, "").spec().input();
        Path file = folder.resolve("teacher.pt");
        if (!Files.exists(file)) {
            Files.write(file, BuiltinNetworks.author("builtin:mlp-16", input, 1));
        }
        return NETWORKS.open(file, input);
    }
}
