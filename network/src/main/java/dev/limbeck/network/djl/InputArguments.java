package dev.limbeck.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.InputDeclaration;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * One input of a network as arguments of its script: a batch of it, of quantities what normalises them, and where the
 * network is told it, where records end.
 */
final class InputArguments {
    private final String name;
    private final List<NDArray> normalisation;
    private final Padding padding;
    private final StagingBuffer memory = new StagingBuffer();
    private final StagingBuffer maskMemory = new StagingBuffer();

    /**
     * @param manager with the life of the network
     * @param takesMask whether the network is told where records end
     */
    InputArguments(NDManager manager, String name, InputDeclaration input, boolean takesMask) {
        this.name = name;
        this.padding = new Padding(input, takesMask);
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
        var tensors = batch.stream().map(inputs -> inputs.get(name)).toList();
        var arguments = new NDList(HostTensors.batch(scope, memory, padding.padded(tensors)));
        arguments.addAll(normalisation);
        if (padding.isTold()) {
            arguments.add(mask(scope, tensors));
        }
        return arguments;
    }

    /** Shape {@code [records, length]}, true where a record has values of its own. */
    private NDArray mask(NDManager scope, List<Tensor> tensors) {
        int length = padding.length(tensors);
        ByteBuffer all = maskMemory.ofSize(Math.multiplyExact(tensors.size(), length));
        for (Tensor tensor : tensors) {
            int own = padding.lengthOf(tensor);
            for (int place = 0; place < length; place++) {
                all.put((byte) (place < own ? 1 : 0));
            }
        }
        return scope.create(all.flip(), new Shape(tensors.size(), length), DataType.BOOLEAN);
    }
}
