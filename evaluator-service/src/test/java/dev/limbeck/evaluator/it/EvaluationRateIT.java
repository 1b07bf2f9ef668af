package dev.limbeck.evaluator.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.run.PromotionSpec.Metric;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.evaluator.Orders;
import dev.limbeck.evaluator.evaluation.CheckpointEvaluation;
import dev.limbeck.evaluator.evaluation.EvaluationSettings;
import dev.limbeck.evaluator.evaluation.Evaluations;
import dev.limbeck.evaluator.evaluation.HeldOutExamples;
import dev.limbeck.evaluator.evaluation.Outcome.Measured;
import dev.limbeck.evaluator.heldout.TestPart;
import dev.limbeck.evaluator.metric.Latency;
import dev.limbeck.evaluator.promotion.Champions;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.FileDigest;
import dev.limbeck.store.StoreLayout;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many checkpoints are measured in a minute: students of {@code builtin:cnn-8} on 10,000 labelled images of
 * 28×28, each beside a champion and a teacher. See docs/operations.md.
 */
class EvaluationRateIT {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int EXAMPLES = 10_000;
    private static final int CHECKPOINTS = Integer.getInteger("limbeck.evaluation.checkpoints", 3);
    private static final DistillationRun RUN = RunSpecReader.read("""
            apiVersion: limbeck.dev/v1alpha1
            kind: DistillationRun
            metadata: {name: rate}
            spec:
              source: {topic: production.rate}
              input: {shape: [1, 28, 28], classes: 10, normalisation: {mean: [33], std: [79]}}
              teacher: {artifact: teacher.pt}
              students:
                - {name: small, network: "builtin:cnn-8"}
              evaluation: {heldOut: {fraction: 0, minExamples: 10000, dataset: {format: idx, path: digits}}}
            """);

    @TempDir
    private Path root;

    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);
    private final TestPart testPart = testPart();
    /** Unlike the rate, it does not depend on what else the machine does. */
    private final LongAdder cpuNanos = new LongAdder();

    private StoreLayout store;

    @BeforeEach
    void setUp() {
        store = new StoreLayout(root);
    }

    private static TestPart testPart() {
        var random = new Random(1);
        var inputs = new ArrayList<Inputs>(EXAMPLES);
        for (int i = 0; i < EXAMPLES; i++) {
            byte[] pixels = new byte[28 * 28];
            random.nextBytes(pixels);
            inputs.add(Inputs.of(Tensor.ofBytes(RUN.spec().signature().only().shape(), pixels)));
        }
        return new TestPart(
                inputs,
                IntStream.range(0, EXAMPLES)
                        .<HardLabel>mapToObj(i -> new OfClass(i % 10))
                        .toList());
    }

    @Test
    void measuresManyCheckpointsAMinute() throws Exception {
        // Given
        var teacher = publishTeacher();
        var champion = champion();
        var checkpoints = new ArrayList<CheckpointAnnounced>();
        for (int i = 0; i <= 2 * CHECKPOINTS; i++) {
            checkpoints.add(checkpoint(100 + i));
        }
        // When
        var one = measure(1, checkpoints.subList(0, CHECKPOINTS + 1), teacher, champion);
        var two = measure(2, checkpoints.subList(CHECKPOINTS, 2 * CHECKPOINTS + 1), teacher, champion);
        // Then
        System.out.printf(
                "Evaluations of %d examples: %.0f a minute in one replica, %.0f in two, on %d cores;"
                        + " %.2f s of CPU time each%n",
                EXAMPLES,
                perMinute(one),
                perMinute(two),
                Runtime.getRuntime().availableProcessors(),
                cpuNanos.sum() / 1e9 / (2 * CHECKPOINTS));
        assertThat(perMinute(one)).isGreaterThan(4);
    }

    private static double perMinute(Duration took) {
        return CHECKPOINTS * 60_000.0 / took.toMillis();
    }

    /**
     * Replicas take the next checkpoint as soon as they are free; each has its own held-out set and scores.
     *
     * @param checkpoints the first of which is not timed
     */
    private Duration measure(
            int replicas, List<CheckpointAnnounced> checkpoints, TeacherPublished teacher, Champion champion) {
        var evaluations = IntStream.range(0, replicas)
                .mapToObj(i -> evaluation())
                // Labels the test part and remembers teacher and champion, as a replica at work has done long since.
                .peek(evaluation -> evaluate(evaluation, checkpoints.get(0), teacher, champion))
                .toList();
        var next = new AtomicInteger(1);
        var start = Instant.now();
        var working = evaluations.stream()
                .map(evaluation -> CompletableFuture.runAsync(() -> {
                    long cpuStart = THREADS.getCurrentThreadCpuTime();
                    for (int i = next.getAndIncrement(); i < checkpoints.size(); i = next.getAndIncrement()) {
                        evaluate(evaluation, checkpoints.get(i), teacher, champion);
                    }
                    cpuNanos.add(THREADS.getCurrentThreadCpuTime() - cpuStart);
                }))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(working).join();
        return Duration.between(start, Instant.now());
    }

    private CheckpointEvaluation evaluation() {
        var latency =
                new Latency(300, 20, System::nanoTime, ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
        return new Evaluations(store, runtime, new EvaluationSettings(256, latency, Clock.systemUTC()))
                .of(
                        RUN.spec(),
                        HeldOutExamples.declaredBy(RUN.spec().evaluation().heldOut(), testPart));
    }

    private static void evaluate(
            CheckpointEvaluation evaluation,
            CheckpointAnnounced candidate,
            TeacherPublished teacher,
            Champion champion) {
        var outcome = evaluation.evaluate(
                Orders.evaluate(candidate, teacher, Optional.of(champion), Optional.empty()), Metric.ACCURACY);
        var report = ((Measured) outcome).report();
        assertThat(report.againstChampion().orElseThrow().byTeacher().examples())
                .isEqualTo(EXAMPLES);
    }

    private TeacherPublished publishTeacher() throws IOException {
        Path folder = store.teacher(RUN.name(), "v1");
        Path network = folder.resolve(StoreLayout.NETWORK);
        AtomicFiles.writeFile(
                network, BuiltinNetworks.author("builtin:cnn-16", RUN.spec().signature(), 1));
        return new TeacherPublished(
                RUN.name(), "v1", FileDigest.of(network), "", OptionalDouble.empty(), 1, Instant.EPOCH);
    }

    private Champion champion() throws IOException {
        var champions = new Champions(store, runtime);
        var promoted = checkpoint(1);
        var order = Orders.promote(promoted, Orders.report(promoted, Orders.score("small", promoted.checkpointId())));
        assertThat(champions.promote(order, RUN.spec())).isEmpty();
        return Orders.champion(promoted, order.report().candidate(), champions.locationOf(order));
    }

    /** With weights of its own. */
    private CheckpointAnnounced checkpoint(int seed) throws IOException {
        byte[] network = BuiltinNetworks.author("builtin:cnn-8", RUN.spec().signature(), seed);
        String digest = Sha256.hex(network);
        AtomicFiles.writeFile(store.network(digest), network);
        try (var opened = runtime.openTrainable(
                store.network(digest), RUN.spec().signature(), ObjectiveSpec.DEFAULT, OptimizerSpec.DEFAULT)) {
            return new Checkpoints(RUN.name(), store, digest)
                    .write("small", seed, opened.state().weights());
        }
    }
}
