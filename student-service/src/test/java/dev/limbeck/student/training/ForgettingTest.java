package dev.limbeck.student.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.run.ReplaySpec;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.dataset.IdxDirectory;
import dev.limbeck.dataset.LabelledImages;
import dev.limbeck.dataset.Part;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.student.Examples;
import dev.limbeck.student.batch.Disposition;
import dev.limbeck.student.batch.MiniBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream changes its style for good, dark on light for light on dark: what a student still knows of the old style, with
 * and without replay.
 */
class ForgettingTest {
    private static final Logger log = LoggerFactory.getLogger(ForgettingTest.class);
    private static final int BATCH = 64;
    private static final int TESTED = 1000;
    private static final int CLASSES = 10;
    private static final ReplaySpec REPLAY = new ReplaySpec(500, 0.25);

    @TempDir
    Path folder;

    /** Pictures with their classes, in their old style. */
    private interface Source {
        Signature input();

        int label(int number);

        byte[] pixels(int number);
    }

    /** A picture a class, 12 × 12, under noise. */
    @Test
    void aStudentThatReplaysForgetsLessOfDrawnPictures() throws Exception {
        compare("drawn pictures", "builtin:mlp-64", 250, new Drawn());
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "LIMBECK_DATA", matches = ".+")
    void aStudentThatReplaysForgetsLessOfMnist() throws Exception {
        var mnist = new IdxDirectory(Path.of(System.getenv("LIMBECK_DATA")).resolve("mnist"));
        compare("MNIST", "builtin:cnn-8", 300, new Mnist(mnist.read(Part.TRAIN)));
    }

    private void compare(String name, String network, int batches, Source source) throws Exception {
        // When
        var without = afterTheChange(network, batches, source, ReplaySpec.NONE);
        var with = afterTheChange(network, batches, source, REPLAY);
        // Then
        log.info(
                "{}, {} steps of {} each style: accuracy on the old style {} before; after the change {} without and {} "
                        + "with replay of {} at a share of {}; on the new style {} and {}",
                name,
                batches,
                BATCH,
                without.before(),
                without.old(),
                with.old(),
                REPLAY.capacity(),
                REPLAY.share(),
                without.fresh(),
                with.fresh());
        assertThat(without.before()).as("it has learnt the old style").isGreaterThan(0.9);
        assertThat(with.fresh()).as("it has learnt the new style").isGreaterThan(0.9);
        assertThat(with.old() - without.old()).isGreaterThan(0.05);
    }

    /** Accuracies: on the old style before the change; on both after it. */
    private record Accuracies(double before, double old, double fresh) {}

    private Accuracies afterTheChange(String name, int batches, Source source, ReplaySpec replay) throws Exception {
        var spec = new StudentSpec(
                "small", name, ObjectiveSpec.DEFAULT, OptimizerSpec.DEFAULT, StudentSpec.LearnsFrom.STREAM, replay, 7);
        Path file = Files.write(folder.resolve("network.pt"), BuiltinNetworks.author(name, source.input(), 7));
        var network = new DjlNetworkRuntime(1).openTrainable(file, source.input(), spec.objective(), spec.optimizer());
        try (var student = Student.untrained(Examples.generation("run"), spec, network, "n", 1, Examples.ARITHMETIC)) {
            train(student, source, false, TESTED, batches);
            double before = accuracy(network, source, false);
            train(student, source, true, TESTED + batches * BATCH, batches);
            return new Accuracies(before, accuracy(network, source, false), accuracy(network, source, true));
        }
    }

    private static void train(Student student, Source source, boolean inverted, int from, int batches) {
        for (int batch = 0; batch < batches; batch++) {
            var composition = new MiniBatch.Composition();
            for (int i = 0; i < BATCH; i++) {
                int number = from + batch * BATCH + i;
                var example = example(source, number, inverted);
                composition.add(Examples.at(0, number, example), new Disposition.Train(example));
            }
            student.apply(composition.close(), Adjustment.NONE);
        }
    }

    /** On the first pictures, which nobody trains on. */
    private static double accuracy(TrainableNetwork network, Source source, boolean inverted) {
        var numbers = IntStream.range(0, TESTED).boxed().toList();
        List<Output> logits = network.outputs(numbers.stream()
                .map(number -> Inputs.of(input(source, number, inverted)))
                .toList());
        long right = numbers.stream()
                .filter(number -> logits.get(number).top() == source.label(number))
                .count();
        return (double) right / TESTED;
    }

    /** Of a teacher who is never wrong. */
    private static DistillationExample example(Source source, int number, boolean inverted) {
        int label = source.label(number);
        float[] logits = new float[CLASSES];
        logits[label] = 8;
        return new DistillationExample(
                new ProductionRecord(
                        "record-" + number,
                        input(source, number, inverted),
                        Optional.of(new OfClass(label)),
                        Instant.EPOCH),
                new SoftTarget("t-1", Output.takeOwnershipOf(logits)));
    }

    private static Tensor input(Source source, int number, boolean inverted) {
        byte[] pixels = source.pixels(number);
        for (int i = 0; inverted && i < pixels.length; i++) {
            pixels[i] = (byte) ~pixels[i];
        }
        return Tensor.ofBytes(source.input().only().shape(), pixels);
    }

    private static final class Drawn implements Source {
        private static final Signature INPUT =
                Signature.ofClasses(Shape.of(1, 12, 12), CLASSES, Normalisation.of(127, 64));

        @Override
        public Signature input() {
            return INPUT;
        }

        @Override
        public int label(int number) {
            return number % CLASSES;
        }

        @Override
        public byte[] pixels(int number) {
            var lines = new SplittableRandom(label(number));
            var noise = new SplittableRandom(1_000_003L * number);
            byte[] pixels = new byte[INPUT.only().shape().elements()];
            for (int i = 0; i < pixels.length; i++) {
                int shade = lines.nextInt(4) == 0 ? 170 : 40;
                pixels[i] = (byte) Math.min(255, Math.max(0, shade + noise.nextInt(-120, 121)));
            }
            return pixels;
        }
    }

    private record Mnist(LabelledImages pictures) implements Source {
        @Override
        public Signature input() {
            return Signature.ofClasses(Shape.of(1, 28, 28), CLASSES, Normalisation.of(33.3, 78.6));
        }

        @Override
        public int label(int number) {
            return pictures.classOf(number);
        }

        @Override
        public byte[] pixels(int number) {
            return pictures.pixels(number);
        }
    }
}
