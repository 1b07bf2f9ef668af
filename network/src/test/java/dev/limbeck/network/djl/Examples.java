package dev.limbeck.network.djl;

import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.builtin.BuiltinNetworks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SplittableRandom;

/** Networks and batches for tests, all from seeds. */
final class Examples {
    static final Signature INPUT = Signature.ofClasses(Shape.of(1, 12, 12), 10, Normalisation.of(127, 64));
    static final OptimizerSpec ADAM = OptimizerSpec.DEFAULT;
    /** One step moves the weights by exactly the gradient. */
    static final OptimizerSpec PLAIN_DESCENT =
            new OptimizerSpec(OptimizerSpec.Kind.SGD, 1, 0, 0, 1e9, OptimizerSpec.Schedule.CONSTANT);

    private Examples() {}

    static Path builtin(Path folder, String name) {
        try {
            return Files.write(folder.resolve("network.pt"), BuiltinNetworks.author(name, INPUT, 7));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Half of the examples have a hard label; the teacher is sure of another one now and then. */
    static TrainingBatch batch(int size, long seed) {
        return batch(size, seed, 1);
    }

    static TrainingBatch batch(int size, long seed, double softTargetWeightFactor) {
        var random = new SplittableRandom(seed);
        var inputs = new ArrayList<Inputs>();
        var logits = new ArrayList<Output>();
        var labels = new ArrayList<Optional<HardLabel>>();
        for (int i = 0; i < size; i++) {
            byte[] pixels = new byte[INPUT.only().shape().elements()];
            random.nextBytes(pixels);
            inputs.add(Inputs.of(Tensor.ofBytes(INPUT.only().shape(), pixels)));
            float[] scores = new float[INPUT.task().width()];
            for (int c = 0; c < scores.length; c++) {
                scores[c] = (float) random.nextDouble(-3, 3);
            }
            logits.add(Output.takeOwnershipOf(scores));
            labels.add(
                    i % 2 == 0
                            ? Optional.of(
                                    new OfClass(random.nextInt(INPUT.task().width())))
                            : Optional.empty());
        }
        return new TrainingBatch(inputs, logits, labels, softTargetWeightFactor);
    }

    static Optional<double[]> row(Optional<HardLabel> label) {
        return label.map(INPUT.task()::row);
    }
}
