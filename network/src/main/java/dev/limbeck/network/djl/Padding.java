package dev.limbeck.network.djl;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.InputDeclaration;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Makes the tensors of a batch equally long where their input has a dimension that varies. What stands behind the end of
 * a record may never decide what a network says of it: a network that is told where records end gets them as long as the
 * longest of its batch, any other as long as the declared bound, whatever stands beside them.
 *
 * @param isTold whether the network takes a mask
 */
record Padding(InputDeclaration input, boolean isTold) {
    /** The tensors, all of one shape. */
    List<Tensor> padded(List<Tensor> tensors) {
        if (!input.varies()) {
            return tensors;
        }
        Shape shape = input.declaredShape().at(length(tensors));
        return tensors.stream().map(tensor -> padded(tensor, shape)).toList();
    }

    /** To which the tensors are padded. */
    int length(List<Tensor> tensors) {
        return isTold ? tensors.stream().mapToInt(this::lengthOf).max().orElse(1) : extent(input.shape());
    }

    /** Of what is the record's own. */
    int lengthOf(Tensor tensor) {
        return extent(tensor.shape());
    }

    private int extent(Shape shape) {
        return shape.dimensions().get(input.declaredShape().varying().orElseThrow());
    }

    private Tensor padded(Tensor tensor, Shape shape) {
        if (tensor.shape().equals(shape)) {
            return tensor;
        }
        // What widened() makes of narrow quantities has room for any pad; where it is 0, the narrow ones have it, too.
        boolean hasRoom = input.pad() == 0 || !tensor.elementType().isQuantity();
        return lengthened(hasRoom ? tensor : tensor.widened(), shape);
    }

    private Tensor lengthened(Tensor tensor, Shape shape) {
        int step = tensor.elementType().bytes() * elementsBehind(shape);
        int own = lengthOf(tensor) * step;
        int whole = extent(shape) * step;
        ByteBuffer from = tensor.values();
        var to = ByteBuffer.allocate(shape.elements() * tensor.elementType().bytes())
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int start = 0; start < to.capacity(); start += whole) {
            to.position(start).put(from.slice(from.position(), own));
            from.position(from.position() + own);
            fill(to, start + whole, tensor.elementType());
        }
        return new Tensor(tensor.elementType(), shape, to.rewind());
    }

    /** Values of one step along the dimension that varies. */
    private int elementsBehind(Shape shape) {
        int varying = input.declaredShape().varying().orElseThrow();
        return shape.dimensions().subList(varying + 1, shape.rank()).stream().reduce(1, Math::multiplyExact);
    }

    private void fill(ByteBuffer to, int end, ElementType type) {
        if (input.pad() == 0) {
            return; // as memory is when it is fresh
        }
        while (to.position() < end) {
            switch (type) {
                case F32 -> to.putFloat(input.pad());
                case I32 -> to.putInt(input.pad());
                case I64 -> to.putLong(input.pad());
                case BOOL -> to.put((byte) input.pad());
                case U8, F16 -> throw new IllegalStateException("%s has no room for every pad".formatted(type));
            }
        }
    }
}
