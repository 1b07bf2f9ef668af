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
import java.util.OptionalInt;

/** Numbers from the JVM's memory into PyTorch's and back. */
final class HostTensors {
    private static final long UNKNOWN_LABEL = -1;

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
     * Shape {@code [scores, classes]}; no scores give an empty tensor.
     *
     * @param memory where it lies
     */
    static NDArray scores(NDManager manager, StagingBuffer memory, List<Output> scores) {
        int classes = scores.isEmpty() ? 0 : scores.get(0).size();
        ByteBuffer all = memory.ofSize(scores.size() * classes * Float.BYTES);
        for (Output row : scores) {
            for (int i = 0; i < classes; i++) {
                all.putFloat(row.get(i));
            }
        }
        return manager.create(all.flip(), new Shape(scores.size(), classes), DataType.FLOAT32);
    }

    /**
     * Shape {@code [labels]}, with -1 where there is none.
     *
     * @param memory where it lies
     */
    static NDArray labels(NDManager manager, StagingBuffer memory, List<OptionalInt> labels) {
        ByteBuffer all = memory.ofSize(labels.size() * Long.BYTES);
        labels.forEach(label -> all.putLong(label.isPresent() ? label.getAsInt() : UNKNOWN_LABEL));
        return manager.create(all.flip(), new Shape(labels.size()), DataType.INT64);
    }

    /** The rows of a tensor of shape {@code [rows, classes]}. */
    static List<Output> rows(NDArray scores) {
        int classes = Math.toIntExact(scores.getShape().get(1));
        float[] all = scores.toFloatArray();
        var rows = new ArrayList<Output>(all.length / classes);
        for (int from = 0; from < all.length; from += classes) {
            rows.add(Output.takeOwnershipOf(Arrays.copyOfRange(all, from, from + classes)));
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
