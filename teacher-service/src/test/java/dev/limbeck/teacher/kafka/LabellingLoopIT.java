package dev.limbeck.teacher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.codec.BadInput;
import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.place.PlaceEntry;
import dev.limbeck.contract.place.SourcePlaces;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.status.TeacherStatus.Phase;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.deadletter.DeadLetter;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.NetworkRaisedException;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.teacher.Brokers;
import dev.limbeck.teacher.labelling.Labeller;
import dev.limbeck.teacher.labelling.LabellingListener;
import dev.limbeck.teacher.labelling.Verdict;
import dev.limbeck.teacher.operation.LabellingMetrics;
import dev.limbeck.teacher.operation.TeacherProgress;
import dev.limbeck.teacher.training.Examples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabellingLoopIT {
    private static final NetworkRuntime NETWORKS = new DjlNetworkRuntime(1);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(40);
    /** Of a writer whose place is of no interest. */
    private static final SourcePlaces TAKEN =
            SourcePlaces.NONE.with(SourcePlaces.key(), new PlaceEntry.Taken("a-topic", new TreeMap<>(), true));

    @TempDir
    Path folder;

    private final List<Replica> replicas = new ArrayList<>();

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
        var shape = run.spec().signature().only().shape();
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
        assertThat(deadLetters).allSatisfy(isAnOriginalOf(run));
        assertThat(replicas.get(0).progress().status().deadLettered()).containsEntry("MALFORMED", 2L);
    }

    /** Every row of the table of bad input that a source topic can bring, good records between all of them. */
    @Test
    void noBadInputLosesOrStopsTheGoodRecordsAroundIt() throws Exception {
        // Given
        var run = provided("every-row");
        var bad = BadInput.records(
                run.spec().signature().only().shape(),
                run.spec().signature().task().width());
        var mixed = new ArrayList<byte @Nullable []>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < bad.size(); i++) {
                mixed.add(SourceTraffic.image("good-" + round + "-" + i, i));
                mixed.add(bad.get(i).value());
            }
        }
        // When
        SourceTraffic.send(run, mixed);
        start(run);
        // Then
        awaitLabelled(run, 3 * bad.size());
        var expected = bad.stream()
                .flatMap(input -> Stream.of(input, input, input))
                .map(BadInput::reason)
                .toList();
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(
                        SourceTraffic.committed(run.topics().deadLetters()))
                .extracting(record ->
                        DeadLetter.read(record).orElseThrow().rejection().reason())
                .containsExactlyInAnyOrderElementsOf(expected));
        assertThat(SourceTraffic.committed(run.topics().deadLetters())).allSatisfy(isAnOriginalOf(run));
        awaitNoLag(replicas.get(0));
    }

    /** Each of these has once stopped the stage that met it, in every life again. */
    @Test
    void noSingleRecordStopsTheOthers() throws Exception {
        // Given
        var run = provided("single");
        var shape = run.spec().signature().only().shape();
        var registry = new SimpleMeterRegistry();
        byte[] inNanoseconds = RecordCodec.encode(new ProductionRecord(
                "nanoseconds",
                Tensor.ofBytes(shape, new byte[6]),
                Optional.empty(),
                Instant.ofEpochMilli(1_780_000_000_000_000_000L)));
        byte[] raising =
                SourceTraffic.encoded("raising", Tensor.ofFloats(shape, -7, 0, 0, 0, 0, 0), OptionalInt.empty());
        // When
        SourceTraffic.send(run, "before-", 20);
        SourceTraffic.send(run, List.of(inNanoseconds, raising));
        SourceTraffic.sendWithHeaders(run, new byte[] {1, 2, 3}, 9 * 1024 * 1024 - 200);
        SourceTraffic.send(run, "after-", 20);
        var progress = new TeacherProgress(run.name());
        try (var metrics = new LabellingMetrics(registry, run.name(), progress)) {
            start(run, new RaisingOn(network(), -7), metrics);
            // Then
            awaitLabelled(run, 41);
            await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(
                            SourceTraffic.committed(run.topics().deadLetters()))
                    .hasSize(2));
        }
        var letters = SourceTraffic.committed(run.topics().deadLetters()).stream()
                .collect(toMap(
                        letter -> DeadLetter.read(letter)
                                .orElseThrow()
                                .rejection()
                                .reason(),
                        letter -> letter));
        assertThat(letters).containsOnlyKeys(RejectionReason.NETWORK_RAISED, RejectionReason.MALFORMED);
        assertThat(requireNonNull(letters.get(RejectionReason.NETWORK_RAISED)).value())
                .isEqualTo(raising);
        var cut = requireNonNull(letters.get(RejectionReason.MALFORMED));
        assertThat(cut.value()).isEqualTo(new byte[] {1, 2, 3});
        assertThat(cut.headers().lastHeader(DeadLetter.CUT).value()).isEqualTo("headers".getBytes(UTF_8));
        assertThat(cut.headers().lastHeader("trace")).isNull();
    }

    /** Two records may say different things under one id; which of them counts is not the teacher's to decide. */
    @Test
    void passesOnRecordsThatShareAnIdButDiffer() throws Exception {
        // Given
        var run = provided("conflict");
        var shape = run.spec().signature().only().shape();
        byte[] one =
                SourceTraffic.encoded("same", Tensor.ofBytes(shape, new byte[] {1, 1, 1, 0, 0, 0}), OptionalInt.of(0));
        byte[] other =
                SourceTraffic.encoded("same", Tensor.ofBytes(shape, new byte[] {0, 0, 0, 9, 9, 9}), OptionalInt.of(1));
        // When
        SourceTraffic.send(run, List.of(one, other, one));
        SourceTraffic.send(run, "after-", 10);
        start(run);
        // Then
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(
                        SourceTraffic.committedIds(run.topics().examples()))
                .hasSize(13));
        assertThat(SourceTraffic.committedIds(run.topics().examples()))
                .filteredOn("same"::equals)
                .hasSize(3);
        assertThat(SourceTraffic.committed(run.topics().examples()).stream()
                        .filter(record -> new String(record.key(), UTF_8).equals("same"))
                        .map(record -> RecordCodec.decodeExample(record.value()))
                        .map(decoded -> ((Decoded.Accepted<DistillationExample>) decoded).message())
                        .map(example -> example.record().hardLabel().orElseThrow()))
                .containsExactlyInAnyOrder(new OfClass(0), new OfClass(1), new OfClass(0));
        assertThat(SourceTraffic.committed(run.topics().deadLetters())).isEmpty();
    }

    @Test
    void aStreamOfUnusableRecordsPausesItUntilItIsToldToGoOn() throws Exception {
        // Given
        var run = provided("poisoned", "deadLetters: {maxShare: 0.5, window: 100}");
        var replica = start(run);
        SourceTraffic.send(run, "before-", 200);
        awaitLabelled(run, 200);
        // When
        SourceTraffic.send(run, Collections.<byte @Nullable []>nCopies(300, new byte[] {1, 2, 3}));
        awaitPaused(replica);
        int refused = SourceTraffic.committed(run.topics().deadLetters()).size();
        SourceTraffic.send(run, "after-", 50);
        // Then: it stands still, and is still a member of its group
        await().during(Duration.ofSeconds(2)).atMost(LONG_ENOUGH).untilAsserted(() -> {
            assertThat(replica.progress().status().phase()).isEqualTo(Phase.PAUSED);
            assertThat(SourceTraffic.committed(run.topics().deadLetters())).hasSize(refused);
        });
        assertThat(refused).isBetween(51, 51 + 16); // and the rest of the batch in which it opened
        assertThat(replica.progress().status().pausedBecause().orElseThrow())
                .contains("of the newest 100 records are dead letters (MALFORMED ");
        // When: it is told to go on, as often as it takes
        await().atMost(LONG_ENOUGH).until(() -> {
            replica.loop().resume();
            return SourceTraffic.committed(run.topics().deadLetters()).size() == 300;
        });
        // Then
        await().atMost(LONG_ENOUGH).until(() -> {
            replica.loop().resume(); // it may have paused with the last of them
            return SourceTraffic.committedIds(run.topics().examples()).size() == 250;
        });
        awaitLabelled(run, 250);
        assertThat(SourceTraffic.committed(run.topics().deadLetters()))
                .hasSize(300)
                .extracting(record -> DeadLetter.read(record).orElseThrow().source() + "@"
                        + DeadLetter.read(record).orElseThrow().sourceOffset())
                .doesNotHaveDuplicates();
        assertThat(replica.progress().status().pausedBecause()).isEmpty();
        assertThat(replica.loop().resume()).as("nothing to resume").isFalse();
    }

    @Test
    void aPausedReplicaTakesWhatADepartedOneLeavesAndStillStandsStill() throws Exception {
        // Given: both have a share of the topic, and have met unusable records there
        var run = provided("left", "deadLetters: {maxShare: 0.5, window: 20}");
        var stays = start(run);
        var leaves = start(run);
        await().atMost(LONG_ENOUGH).until(() -> {
            SourceTraffic.send(run, "early-" + System.nanoTime() + "-", 20);
            return List.of(stays, leaves).stream()
                    .allMatch(replica -> replica.progress().status().labelled() > 0);
        });
        SourceTraffic.send(run, Collections.<byte @Nullable []>nCopies(200, new byte[] {1, 2, 3}));
        awaitPaused(stays);
        awaitPaused(leaves);
        // When
        leaves.stop();
        int labelled = SourceTraffic.committed(run.topics().examples()).size();
        SourceTraffic.send(run, "good-", 100);
        // Then
        await().during(Duration.ofSeconds(2)).atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(
                        SourceTraffic.committed(run.topics().examples()))
                .hasSize(labelled));
        int good = SourceTraffic.committed(run.spec().source().topic()).size() - 200;
        await().atMost(LONG_ENOUGH).until(() -> {
            stays.loop().resume();
            return SourceTraffic.committedIds(run.topics().examples()).size() == good;
        });
        awaitLabelled(run, good);
    }

    private static void awaitPaused(Replica replica) {
        await().atMost(LONG_ENOUGH)
                .untilAsserted(
                        () -> assertThat(replica.progress().status().phase()).isEqualTo(Phase.PAUSED));
    }

    /** The bytes are those at the coordinates it names. */
    private static ThrowingConsumer<ConsumerRecord<byte[], byte[]>> isAnOriginalOf(Generation run) {
        var originals = SourceTraffic.committed(run.spec().source().topic()).stream()
                .collect(toMap(record -> record.partition() + "@" + record.offset(), Function.identity()));
        return deadLetter -> {
            var read = DeadLetter.read(deadLetter).orElseThrow();
            assertThat(read.stage()).isEqualTo("teacher");
            var original = requireNonNull(originals.get(read.source().partition() + "@" + read.sourceOffset()));
            assertThat(deadLetter.key()).isEqualTo(original.key());
            assertThat(deadLetter.value()).isEqualTo(original.value());
            assertThat(read.timestamp().toEpochMilli()).isEqualTo(original.timestamp());
        };
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
        awaitNoLag(first);
    }

    @Test
    void batchesOfABacklogShareTransactions() throws Exception {
        // Given
        var run = provided("backlog");
        SourceTraffic.send(run, "record-", 480);
        var transactions = new Transactions();
        // When
        start(run, network(), transactions);
        // Then
        awaitLabelled(run, 480);
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(transactions.records()).isEqualTo(480));
        assertThat(transactions.batches).anyMatch(batches -> batches > 1);
        assertThat(SourceTraffic.markers(run.topics().examples()))
                .as("ends of transactions, in each of two partitions")
                .isLessThanOrEqualTo(2L * transactions.batches.size());
    }

    @Test
    void aTransactionThatIsEndedAmidABacklogIsLabelledAgain() throws Exception {
        // Given
        var run = provided("ended");
        SourceTraffic.send(run, "record-", 480);
        // When: another one with its id takes over while it labels
        start(run, new Disturbed(network(), 3, () -> new ExampleWriter(Brokers.connection(), run, "replica-0")
                .abandon()));
        // Then
        awaitLabelled(run, 480);
    }

    @Test
    void aReplicaThatTheGroupHasPutOutAmidABacklogNeitherLosesNorDoubles() throws Exception {
        // Given
        var run = provided("put-out");
        SourceTraffic.send(run, "record-", 480);
        // When: its partitions are anybody's while it labels
        start(run, new Disturbed(network(), 3, () -> putOutOfTheGroup(run)));
        start(run);
        // Then
        awaitLabelled(run, 480);
    }

    @Test
    void aReplicaThatIsStoppedAmidABacklogLeavesTheRestToTheNext() throws Exception {
        // Given
        var run = provided("stopped");
        SourceTraffic.send(run, "record-", 480);
        var asked = new CountDownLatch(1);
        var stopped = start(run, new Disturbed(network(), 3, asked::countDown));
        asked.await();
        // When
        stopped.stop();
        int labelled = SourceTraffic.committedIds(run.topics().examples()).size();
        start(run);
        // Then
        assertThat((long) labelled).isEqualTo(stopped.progress().status().labelled());
        awaitLabelled(run, 480);
    }

    private static void putOutOfTheGroup(Generation run) {
        try (var admin = Brokers.connection().admin()) {
            admin.removeMembersFromConsumerGroup(
                            run.topics().teacherGroup(), new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** What a replica says of its transactions. */
    private static final class Transactions implements LabellingListener {
        /** Of each transaction. */
        private final List<Integer> batches = new CopyOnWriteArrayList<>();

        private final AtomicInteger records = new AtomicInteger();

        @Override
        public void polled(long lag) {}

        @Override
        public void labelled(List<BatchReport> reports) {
            batches.add(reports.size());
            reports.forEach(report -> records.addAndGet(report.size()));
        }

        int records() {
            return records.get();
        }
    }

    /** A network in whose {@code call}-th call something happens. */
    private static final class Disturbed implements InferenceNetwork {
        private final InferenceNetwork network;
        private final Runnable disturbance;
        private int callsBefore;

        Disturbed(InferenceNetwork network, int call, Runnable disturbance) {
            this.network = network;
            this.disturbance = disturbance;
            this.callsBefore = call - 1;
        }

        @Override
        public ArtifactMetadata metadata() {
            return network.metadata();
        }

        @Override
        public List<Output> outputs(List<Inputs> inputs) {
            if (callsBefore-- == 0) {
                disturbance.run();
            }
            return network.outputs(inputs);
        }

        @Override
        public void close() {
            network.close();
        }
    }

    /** A network that raises on inputs that begin with one value. */
    private record RaisingOn(InferenceNetwork network, float first) implements InferenceNetwork {
        @Override
        public ArtifactMetadata metadata() {
            return network.metadata();
        }

        @Override
        public List<Output> outputs(List<Inputs> inputs) {
            if (inputs.stream()
                    .anyMatch(input -> input.only().widened().values().getFloat(0) == first)) {
                throw new NetworkRaisedException("index out of range in self", new IllegalStateException());
            }
            return network.outputs(inputs);
        }

        @Override
        public void close() {
            network.close();
        }
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
                var writer = new ExampleWriter(Brokers.connection(), run, "twice")) {
            consumer.subscribe(List.of(run.spec().source().topic()));
            var batch = polled(consumer);
            var verdicts = new Labeller(network, run.spec().signature(), "t-1")
                    .label(batch.stream().map(ConsumerRecord::value).toList());
            // When: another one with its id takes over
            new ExampleWriter(Brokers.connection(), run, "twice").abandon();
            var fenced = writer.write(TAKEN, open -> added(open, batch, verdicts), consumer.groupMetadata());
            var again = writer.write(TAKEN, open -> added(open, batch, verdicts), consumer.groupMetadata());
            // Then
            assertThat(fenced).isInstanceOf(ExampleWriter.Outcome.Aborted.class);
            assertThat(again).isInstanceOf(ExampleWriter.Outcome.Committed.class);
        }
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(
                        SourceTraffic.committedIds(run.topics().examples()))
                .hasSize(40)
                .doesNotHaveDuplicates());
    }

    /** A replica that has sent examples and offsets, and is gone before the end of the transaction. */
    private void dieBeforeCommit(Generation run) throws Exception {
        var consumer =
                Brokers.connection().groupConsumer("dying", run.topics().teacherGroup(), OffsetReset.EARLIEST, 500);
        try (var network = network()) {
            consumer.subscribe(List.of(run.spec().source().topic()));
            var batch = polled(consumer);
            var verdicts = new Labeller(network, run.spec().signature(), "t-1")
                    .label(batch.stream().map(ConsumerRecord::value).toList());
            var writer = new ExampleWriter(Brokers.connection(), run, "dying");
            int half = batch.size() / 2;
            writer.stage(
                    TAKEN,
                    open -> added(open, batch.subList(0, half), verdicts.subList(0, half))
                            && added(open, batch.subList(half, batch.size()), verdicts.subList(half, batch.size())),
                    consumer.groupMetadata());
            writer.abandon();
        } finally {
            consumer.close();
        }
    }

    private static boolean added(
            ExampleWriter.Transaction open, List<ConsumerRecord<byte[], byte[]>> batch, List<Verdict> verdicts) {
        open.add(batch, verdicts);
        return true;
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

    private static void awaitNoLag(Replica replica) {
        await().atMost(LONG_ENOUGH)
                .untilAsserted(
                        () -> assertThat(replica.progress().status().lag()).isZero());
    }

    private static void awaitLabelled(Generation run, int count) {
        await().atMost(LONG_ENOUGH).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> assertThat(
                        SourceTraffic.committedIds(run.topics().examples()))
                .hasSize(count)
                .doesNotHaveDuplicates());
        assertThat(SourceTraffic.committed(run.topics().examples()).stream()
                        .limit(5)
                        .map(record -> RecordCodec.decodeExample(
                                record.value(), run.spec().signature())))
                .allMatch(decoded -> decoded instanceof Decoded.Accepted<?>);
    }

    private Generation provided(String name) {
        return provided(name, "");
    }

    /** @param spec more of the run spec */
    private Generation provided(String name, String spec) {
        var run = new Generation(RunSpecReader.read(Examples.yaml(name, folder, "") + spec.indent(2)), 1);
        TopicProvisioning.provide(Brokers.connection(), run);
        return run;
    }

    private Replica start(Generation run) throws Exception {
        return start(run, network());
    }

    private Replica start(Generation run, InferenceNetwork network) {
        return start(run, network, LabellingListener.onBegun(from -> {}));
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
