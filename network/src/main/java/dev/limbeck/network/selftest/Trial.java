package dev.limbeck.network.selftest;

import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.EngineFaultException;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.NetworkState;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.UnusableNetworkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Tries one specimen in the engine, as services would use it, and compares it with its reference. */
final class Trial {
    private static final ObjectiveSpec HARD_LABELS = new ObjectiveSpec(0, 1);
    /** A step moves weights by the gradient, times this. */
    private static final double LEARNING_RATE = 0.05;

    private final Specimen specimen;
    private final TrainableNetwork network;
    private final SpoiltMemory memory;
    private final SplittableRandom random = new SplittableRandom(11);

    private Trial(Specimen specimen, TrainableNetwork network, SpoiltMemory memory) {
        this.specimen = specimen;
        this.network = network;
        this.memory = memory;
    }

    /** One sentence on what differs. */
    static Optional<String> difference(Specimen specimen, NetworkRuntime runtime, SpoiltMemory memory)
            throws IOException {
        Path file = Files.createTempFile("limbeck-specimen-", ".pt");
        try {
            Files.write(file, specimen.network().bytes());
            var optimizer =
                    new OptimizerSpec(specimen.optimizer(), LEARNING_RATE, 0, 0, 1e9, OptimizerSpec.Schedule.CONSTANT);
            try (var network = runtime.openTrainable(file, specimen.input(), HARD_LABELS, optimizer)) {
                var trial = new Trial(specimen, network, memory);
                return trial.inUse().or(trial::inTraining).map(found -> specimen.name() + ": " + found);
            }
        } catch (UnusableNetworkException | EngineFaultException refused) { // by an engine that is at fault itself
            return Optional.of(specimen.name() + ": " + refused.getMessage());
        } finally {
            Files.delete(file);
        }
    }

    /** Alone, in pairs and all together a picture has the same logits. */
    private Optional<String> inUse() {
        var weights = new Weights(network.state().weights());
        List<Inputs> pictures = pictures();
        double[] expected = specimen.reference().logits(new Tape(false), weights, plain(pictures)).values;
        int classes = specimen.input().task().width();
        for (int size : new TreeSet<>(List.of(1, 2, pictures.size()))) {
            memory.spoil();
            double[] found = flat(network.outputs(pictures.subList(0, size)));
            double[] rows = java.util.Arrays.copyOf(expected, size * classes);
            var difference =
                    Comparison.difference("a logit of a batch of " + size, rows, found, Comparison.largest(expected));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /** Every step is compared from the engine's own weights, so that rounding does not add up. */
    private Optional<String> inTraining() {
        for (int step = 1; step <= specimen.steps(); step++) {
            var difference = step(step);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<String> step(int number) {
        List<Inputs> pictures = pictures();
        int[] labels =
                random.ints(pictures.size(), 0, specimen.input().task().width()).toArray();
        NetworkState before = network.state();
        var expected = new Weights(before.weights());
        var tape = new Tape(true);
        Plain logits = specimen.reference().logits(tape, expected, plain(pictures));
        Tape.crossEntropy(logits, labels);
        tape.goBack();
        memory.spoil();
        network.step(
                new TrainingBatch(
                        pictures,
                        List.of(),
                        java.util.Arrays.stream(labels)
                                .mapToObj(specimen.input().task()::invented)
                                .map(Optional::of)
                                .toList()),
                LEARNING_RATE,
                number);
        var update = new PlainUpdate(specimen.optimizer(), LEARNING_RATE, number, before, network.state());
        for (Map.Entry<String, Plain> tensor : expected.all().entrySet()) {
            var difference = update.difference(tensor.getKey(), tensor.getValue());
            if (difference.isPresent()) {
                return difference.map(found -> found + ", after step " + number);
            }
        }
        return Optional.empty();
    }

    private List<Inputs> pictures() {
        var pictures = new ArrayList<Inputs>();
        for (int i = 0; i < specimen.batch(); i++) {
            byte[] pixels = new byte[specimen.input().only().shape().elements()];
            random.nextBytes(pixels);
            pictures.add(Inputs.of(Tensor.ofBytes(specimen.input().only().shape(), pixels)));
        }
        return pictures;
    }

    private Plain plain(List<Inputs> pictures) {
        Signature input = specimen.input();
        int elements = input.only().shape().elements();
        double mean = input.only().normalisation().mean().get(0);
        double std = input.only().normalisation().std().get(0);
        double[] values = new double[pictures.size() * elements];
        for (int i = 0; i < pictures.size(); i++) {
            var pixels = pictures.get(i).only().values();
            for (int p = 0; p < elements; p++) {
                values[i * elements + p] = ((pixels.get() & 0xFF) - mean) / std;
            }
        }
        var extents = input.only().shape().dimensions();
        return new Plain(values, pictures.size(), extents.get(0), extents.get(1), extents.get(2));
    }

    private static double[] flat(List<Output> rows) {
        int classes = rows.get(0).size();
        double[] all = new double[rows.size() * classes];
        for (int i = 0; i < all.length; i++) {
            all[i] = rows.get(i / classes).get(i % classes);
        }
        return all;
    }
}
