package dev.limbeck.evaluator.it;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.dataset.IdxDirectory;
import dev.limbeck.dataset.LabelledImages;
import dev.limbeck.dataset.Part;
import dev.limbeck.network.NetworkState;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.network.safetensors.SafeTensors;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.FileDigest;
import dev.limbeck.store.StoreLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/** A run small enough to learn in a moment: 4×4 pixels, and the bright column is the class. */
final class ToyRun {
    private static final String SPEC = """
            apiVersion: limbeck.dev/v1alpha1
            kind: DistillationRun
            metadata: {name: %s}
            spec:
              source: {topic: production.%s}
              input: {shape: [1, 4, 4], classes: 4, normalisation: {mean: [0], std: [255]}}
              teacher: {artifact: teacher.pt}
              students:
                - {name: small, network: "builtin:mlp-16"}
                - {name: control, network: "builtin:mlp-16", objective: {softTargetWeight: 0}}
              evaluation:
                heldOut:
                  {fraction: %s, minExamples: 250, maxExamples: 250, keep: %s, dataset: {format: idx, path: %s}}
              promotion: {metric: agreement}
              watch: {share: %s, window: 100}
            """;
    private static final int TEST_PART = 200;

    final DistillationRun run;
    final StoreLayout store;
    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);
    private final String networkDigest;

    ToyRun(String name, Path folder) throws IOException {
        this(name, folder, 0.5, "first");
    }

    /**
     * @param heldOut share of the stream
     * @param keep which of that stay
     */
    ToyRun(String name, Path folder, double heldOut, String keep) throws IOException {
        this(name, folder, heldOut, keep, 0);
    }

    /**
     * @param heldOut share of the stream
     * @param keep which of that stay
     * @param watched share of the stream
     */
    ToyRun(String name, Path folder, double heldOut, String keep, double watched) throws IOException {
        var dataset = folder.resolve("dataset-" + name);
        run = RunSpecReader.read(SPEC.formatted(name, name, heldOut, keep, dataset, watched));
        store = store(folder);
        byte[] network = BuiltinNetworks.author("builtin:mlp-16", run.spec().signature(), 1);
        networkDigest = Sha256.hex(network);
        AtomicFiles.writeFile(store.network(networkDigest), network);
        new IdxDirectory(dataset).write(Part.TEST, testPart());
    }

    /** Of all runs in a folder. */
    static StoreLayout store(Path folder) {
        return new StoreLayout(folder.resolve("store"));
    }

    private static byte[] pixels(int label, Random random) {
        byte[] pixels = new byte[16];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 4 == label ? 100 + random.nextInt(150) : random.nextInt(150));
        }
        return pixels;
    }

    private static LabelledImages testPart() {
        var random = new Random(7);
        byte[] inputs = new byte[TEST_PART * 16];
        byte[] labels = new byte[TEST_PART];
        for (int i = 0; i < TEST_PART; i++) {
            labels[i] = (byte) (i % 4);
            System.arraycopy(pixels(i % 4, random), 0, inputs, i * 16, 16);
        }
        return LabelledImages.takeOwnershipOf(List.of(1, 4, 4), inputs, labels);
    }

    private Tensor input(int number) {
        return Tensor.ofBytes(run.spec().signature().only().shape(), pixels(number % 4, new Random(number)));
    }

    /** Unlabelled, as most of a stream is. */
    DistillationExample example(int number) {
        float[] logits = new float[4];
        logits[number % 4] = 4;
        return new DistillationExample(
                new ProductionRecord("r-" + number, input(number), Optional.empty(), Instant.now()),
                new SoftTarget("v1", Output.takeOwnershipOf(logits)));
    }

    /** Labelled, in another style. */
    DistillationExample negative(int number) {
        byte[] pixels = pixels(number % 4, new Random(number));
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ~pixels[i];
        }
        return example(number, Tensor.ofBytes(run.spec().signature().only().shape(), pixels), number % 4);
    }

    /** Labelled, with a teacher that says this. */
    DistillationExample taught(int number, int said) {
        return example(number, input(number), said);
    }

    private static DistillationExample example(int number, Tensor input, int said) {
        float[] logits = new float[4];
        logits[said] = 4;
        return new DistillationExample(
                new ProductionRecord("r-" + number, input, Optional.of(new OfClass(number % 4)), Instant.now()),
                new SoftTarget("v1", Output.takeOwnershipOf(logits)));
    }

    private NetworkState trained(int steps) {
        try (var network = runtime.openTrainable(
                store.network(networkDigest), run.spec().signature(), new ObjectiveSpec(0, 1), OptimizerSpec.DEFAULT)) {
            for (int step = 0; step < steps; step++) {
                network.step(batch(step), 0.01, step);
            }
            return network.state();
        }
    }

    private TrainingBatch batch(int step) {
        var inputs = new ArrayList<Inputs>();
        var labels = new ArrayList<Optional<HardLabel>>();
        for (int i = 0; i < 32; i++) {
            inputs.add(Inputs.of(input(10_000 + step * 32 + i)));
            labels.add(Optional.of(new OfClass((10_000 + step * 32 + i) % 4)));
        }
        return new TrainingBatch(inputs, List.of(), labels);
    }

    TeacherPublished publishTeacher() throws IOException {
        Path folder = store.teacher(run.name(), "v1");
        AtomicFiles.writeFolder(folder, inside -> {
            Path weights = inside.resolve("weights.safetensors");
            SafeTensors.write(weights, trained(200).weights());
            Path network = store.network(networkDigest);
            runtime.export(
                    network,
                    weights,
                    runtime.describe(network, run.spec().signature()),
                    inside.resolve(StoreLayout.NETWORK));
        });
        return new TeacherPublished(
                run.name(),
                "v1",
                FileDigest.of(folder.resolve(StoreLayout.NETWORK)),
                store.root().relativize(folder).toString(),
                OptionalDouble.empty(),
                1,
                Instant.now());
    }

    /** A checkpoint said to be at {@code step}, with the weights after so many steps of real training. */
    CheckpointAnnounced checkpoint(String student, long step, int trainedSteps) throws IOException {
        return new Checkpoints(run.name(), store, networkDigest)
                .write(student, step, trained(trainedSteps).weights());
    }
}
