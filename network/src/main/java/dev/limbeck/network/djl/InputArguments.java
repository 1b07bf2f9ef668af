package dev.limbeck.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.signature.InputDeclaration;
import java.util.Arrays;
import java.util.List;

/** One input of a network as arguments of its script: a batch of it and, of quantities, what normalises them. */
final class InputArguments {
    private final String name;
    private final List<NDArray> normalisation;
    private final StagingBuffer memory = new StagingBuffer();

    /** @param manager with the life of the network */
    InputArguments(NDManager manager, String name, InputDeclaration input) {
        this.name = name;
        int rank = input.shape().rank();
        this.normalisation = input.isQuantity()
                ? List.of(
                        perChannel(manager, input.normalisation().mean(), rank),
                        perChannel(manager, input.normalisation().std(), rank))
                : List.of();
    }

    private static NDArray perChannel(NDManager manager, List<Double> values, int rank) {
        long[] shape = new long[values.size() == 1 ? 1 : rank];
        Arrays.fill(shape, 1);
        shape[0] = values.size();
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return manager.create(floats, new Shape(shape));
    }

    /** @param scope whose the batch is; it lasts until the next one */
    NDList of(NDManager scope, List<Inputs> batch) {
        var arguments = new NDList(HostTensors.batch(
                scope, memory, batch.stream().map(inputs -> inputs.get(name)).toList()));
        arguments.addAll(normalisation);
        return arguments;
    }
}
