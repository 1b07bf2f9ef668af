package dev.limbeck.network.djl;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.DeclaredShape;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Records of unequal length, and networks that learn from them. */
final class Texts {
    static final String TOKENS = "tokens";

    private Texts() {}

    static Signature signature(int bound, int vocabulary, int classes) {
        var tokens = new InputDeclaration(
                Optional.of(ElementType.I64),
                DeclaredShape.read(List.of("<=" + bound)),
                OptionalInt.of(vocabulary),
                0,
                Normalisation.NONE);
        return new Signature(new TreeMap<>(Map.of(TOKENS, tokens)), new Classification(classes));
    }

    static Inputs of(long... tokens) {
        return new Inputs(new TreeMap<>(Map.of(TOKENS, whole(tokens))));
    }

    static Tensor whole(long... values) {
        var bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putLong(value);
        }
        return new Tensor(ElementType.I64, Shape.of(values.length), bytes.flip());
    }

    /** Its class is in its first token, and in every other one. */
    static Inputs ofClass(int label, int classes, int bound, int vocabulary, SplittableRandom random) {
        long[] tokens = new long[random.nextInt(1, bound + 1)];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = random.nextInt(vocabulary / classes) * (long) classes + label;
        }
        return of(tokens);
    }

    /** Of records that nobody has taught, with their classes. */
    static TrainingBatch labelled(List<Inputs> inputs, List<Integer> labels) {
        return new TrainingBatch(
                inputs,
                List.of(),
                labels.stream()
                        .map(label -> Optional.<HardLabel>of(new OfClass(label)))
                        .toList());
    }

    static TrainingBatch batch(int size, int classes, int bound, int vocabulary, long seed) {
        var random = new SplittableRandom(seed);
        var inputs = new ArrayList<Inputs>();
        var labels = new ArrayList<Integer>();
        for (int i = 0; i < size; i++) {
            labels.add(i % classes);
            inputs.add(ofClass(i % classes, classes, bound, vocabulary, random));
        }
        return labelled(inputs, labels);
    }

    /** Loss of the first step, and mean of the last ten. */
    static List<Double> losses(TrainableNetwork network, List<TrainingBatch> batches, int steps, double learningRate) {
        var losses = new ArrayList<Double>();
        for (int step = 0; step < steps; step++) {
            losses.add(network.step(batches.get(step % batches.size()), learningRate, step)
                    .loss());
        }
        var last = losses.subList(steps - 10, steps);
        return List.of(
                losses.get(0),
                last.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
    }

    static List<Output> alone(TrainableNetwork network, List<Inputs> inputs) {
        return inputs.stream()
                .flatMap(input -> network.outputs(Collections.singletonList(input)).stream())
                .toList();
    }
}
