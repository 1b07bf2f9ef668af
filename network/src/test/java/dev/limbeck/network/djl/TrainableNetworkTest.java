package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.artifact.Normalisation;
import dev.limbeck.contract.record.ClassScores;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.InputSpec;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.builtin.BuiltinNetworks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainableNetworkTest {
    private static final InputSpec INPUT = new InputSpec(Shape.of(1, 28, 28), 10, Normalisation.of(33, 78));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"builtin:mlp-32x16", "builtin:cnn-8", "builtin:cnn-4x32", "builtin:resnet-8x4"})
    void everyBuiltInNetworkLearns(String name) throws Exception {
        Path file = folder.resolve("network.pt");
        Files.write(file, BuiltinNetworks.author(name, INPUT, 7));
        var runtime = new DjlNetworkRuntime(1);
        try (TrainableNetwork network =
                runtime.openTrainable(file, INPUT, new ObjectiveSpec(0.9, 4), OptimizerSpec.DEFAULT)) {
            TrainingBatch batch = batch(32);
            StepOutcome first = network.step(batch, 0.01, 1);
            StepOutcome last = first;
            for (int i = 0; i < 50; i++) {
                last = network.step(batch, 0.01, i);
            }
            assertThat(last.loss()).isLessThan(first.loss() / 2);
        }
    }

    private static TrainingBatch batch(int size) {
        var random = new SplittableRandom(3);
        var inputs = new ArrayList<Tensor>();
        var logits = new ArrayList<ClassScores>();
        var labels = new ArrayList<OptionalInt>();
        for (int i = 0; i < size; i++) {
            byte[] pixels = new byte[784];
            random.nextBytes(pixels);
            inputs.add(Tensor.ofBytes(INPUT.shape(), pixels));
            float[] scores = new float[10];
            int label = random.nextInt(10);
            scores[label] = 9;
            logits.add(ClassScores.takeOwnershipOf(scores));
            labels.add(i % 2 == 0 ? OptionalInt.of(label) : OptionalInt.empty());
        }
        return new TrainingBatch(inputs, logits, labels);
    }
}
