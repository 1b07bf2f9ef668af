package dev.limbeck.local.drift;

import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.local.digits.Digit;
import dev.limbeck.local.digits.DigitGenerator;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Small networks, trained on drawn digits within seconds. */
final class DigitNetworks {
    private static final Shape SHAPE = Shape.of(1, Digit.SIDE, Digit.SIDE);
    private static final int BATCH = 64;
    private static final double LEARNING_RATE = 0.003;
    private static final Signature INPUT =
            Signature.ofClasses(SHAPE, Digit.CLASSES, new Normalisation(List.of(33.0), List.of(78.0)));

    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);
    private final Path folder;

    DigitNetworks(Path folder) {
        this.folder = folder;
    }

    /** Learns from hard labels, of each generator in turn. */
    TrainableNetwork taughtByLabels(String network, int steps, DigitGenerator... styles) {
        var learner = open(network, new ObjectiveSpec(0, 1));
        for (int step = 0; step < steps; step++) {
            var digits = digits(styles[step % styles.length], BATCH);
            learner.step(
                    new TrainingBatch(
                            inputs(digits),
                            List.of(),
                            digits.stream()
                                    .map(digit -> Optional.<HardLabel>of(new OfClass(digit.label())))
                                    .toList()),
                    rate(step, steps),
                    step);
        }
        return learner;
    }

    /** Learns from a teacher alone. */
    TrainableNetwork taughtBy(TrainableNetwork teacher, String network, int steps, DigitGenerator style) {
        var learner = open(network, new ObjectiveSpec(1, 4));
        for (int step = 0; step < steps; step++) {
            var inputs = inputs(digits(style, BATCH));
            learner.step(
                    new TrainingBatch(
                            inputs,
                            teacher.outputs(inputs),
                            inputs.stream()
                                    .map(input -> Optional.<HardLabel>empty())
                                    .toList()),
                    rate(step, steps),
                    step);
        }
        return learner;
    }

    private static double rate(int step, int steps) {
        return LEARNING_RATE * (1 - 0.95 * step / steps);
    }

    static List<Digit> digits(DigitGenerator generator, int count) {
        return IntStream.range(0, count).mapToObj(i -> generator.next()).toList();
    }

    static List<Inputs> inputs(List<Digit> digits) {
        return digits.stream()
                .map(digit -> Inputs.of(Tensor.ofBytes(SHAPE, digit.pixels())))
                .toList();
    }

    static double accuracy(List<Output> logits, List<Digit> digits) {
        return IntStream.range(0, digits.size())
                        .filter(i -> logits.get(i).top() == digits.get(i).label())
                        .count()
                / (double) digits.size();
    }

    private TrainableNetwork open(String network, ObjectiveSpec objective) {
        try {
            Path file = Files.createTempFile(folder, "network", ".pt");
            Files.write(file, BuiltinNetworks.author(network, INPUT, 1));
            return runtime.openTrainable(file, INPUT, objective, OptimizerSpec.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
