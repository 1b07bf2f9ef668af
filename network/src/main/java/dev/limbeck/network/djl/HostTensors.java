package dev.limbeck.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.network.safetensors.HostTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers from the JVM's memory into PyTorch's and back. */
final class HostTensors {
    private HostTensors() {}

    /**
     * One tensor of shape {@code [inputs, …]} in the inputs' own element type, or F32 if they differ.
     *
     * @param memory where it lies
     */
    static NDArray batch(NDManager manager, StagingBuffer memory, List<Tensor> inputs) {
        if (inputs.stream().map(Tensor::elementType).distinct().count() > 1) {
            return batch(manager, memory, inputs.stream().map(Tensor::widened).toList());
        }
        Tensor first = inputs.get(0);
        int bytes = first.values().remaining();
        ByteBuffer all = memory.ofSize(Math.multiplyExact(bytes, inputs.size()));
        for (Tensor input : inputs) {
            if (!input.shape().equals(first.shape())) {
                throw new IllegalArgumentException(
                        "a batch of %s has an input of %s".formatted(first.shape(), input.shape()));
            }
            all.put(input.values());
        }
        long[] shape = new long[first.shape().rank() + 1];
        shape[0] = inputs.size();
        for (int i = 1; i < shape.length; i++) {
            shape[i] = first.shape().dimensions().get(i - 1);
        }
        return manager.create(all.flip(), new Shape(shape), dataType(first.elementType()));
    }

    private static DataType dataType(ElementType type) {
        return switch (type) {
            case U8 -> DataType.UINT8;
            case F16 -> DataType.FLOAT16;
            case F32 -> DataType.FLOAT32;
            case I32 -> DataType.INT32;
            case I64 -> DataType.INT64;
            case BOOL -> DataType.BOOLEAN;
        };
    }

    /**
     * Shape {@code [outputs, width]}; no outputs give an empty tensor.
     *
     * @param memory where it lies
     */
    static NDArray outputs(NDManager manager, StagingBuffer memory, List<Output> outputs) {
        int width = outputs.isEmpty() ? 0 : outputs.get(0).size();
        ByteBuffer all = memory.ofSize(outputs.size() * width * Float.BYTES);
        for (Output row : outputs) {
            for (int i = 0; i < width; i++) {
                all.putFloat(row.get(i));
            }
        }
        return manager.create(all.flip(), new Shape(outputs.size(), width), DataType.FLOAT32);
    }

    /** The rows of a tensor of shape {@code [rows, width]}. */
    static List<Output> rows(NDArray outputs) {
        int width = Math.toIntExact(outputs.getShape().get(1));
        float[] all = outputs.toFloatArray();
        var rows = new ArrayList<Output>(all.length / width);
        for (int from = 0; from < all.length; from += width) {
            rows.add(Output.takeOwnershipOf(Arrays.copyOfRange(all, from, from + width)));
        }
        return rows;
    }

    /** A copy that no longer depends on PyTorch. */
    static HostTensor copyOf(NDArray array) {
        ByteBuffer copy = array.toByteBuffer(false); // not a view of PyTorch's memory
        return new HostTensor(
                array.getDataType().asSafetensors(),
                Arrays.stream(array.getShape().getShape()).boxed().toList(),
                copy);
    }

    static NDArray toArray(NDManager manager, HostTensor tensor) {
        ByteBuffer direct = manager.allocateDirect(tensor.values().remaining());
        direct.order(ByteOrder.nativeOrder()).put(tensor.values()).flip();
        return manager.create(
                direct,
                new Shape(tensor.shape().stream().mapToLong(Long::longValue).toArray()),
                DataType.fromSafetensors(tensor.elementType()));
    }
}
