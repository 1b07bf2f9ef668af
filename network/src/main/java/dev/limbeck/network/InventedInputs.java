package dev.limbeck.network;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.DeclaredShape;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Signature;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Inputs that nobody sent, to try a network with. They are of the declared types; quantities are of {@link
 * ElementType#F32}, for a network may be given any such type in the place of another.
 */
public final class InventedInputs {
    private InventedInputs() {}

    /**
     * What stands at each place of the largest tensor that a record may have. Of an index the nearest that there is is
     * taken; where nobody says how many, 0.
     */
    @FunctionalInterface
    public interface Values {
        double at(InputDeclaration input, int place);
    }

    /** Each as large as it may be. */
    public static Inputs of(Signature signature, Values values) {
        return of(signature, values, bound -> bound);
    }

    /** @param length of an input whose records may be of unequal length, from its bound */
    public static Inputs of(Signature signature, Values values, IntUnaryOperator length) {
        var tensors = new TreeMap<String, Tensor>();
        signature.inputs().forEach((name, input) -> tensors.put(name, tensor(input, values, length)));
        return new Inputs(tensors);
    }

    public static Inputs zeros(Signature signature) {
        return of(signature, (input, place) -> 0);
    }

    private static Tensor tensor(InputDeclaration input, Values values, IntUnaryOperator length) {
        var type = input.type().filter(declared -> !declared.isQuantity()).orElse(ElementType.F32);
        var places = Places.of(input.declaredShape(), length);
        int elements = places.shape().elements();
        var bytes = ByteBuffer.allocate(elements * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        int last = input.categories().orElse(1) - 1;
        for (int place = 0; place < elements; place++) {
            double value = values.at(input, places.inLargest(place));
            int index = (int) Math.max(0, Math.min(last, value));
            switch (type) {
                case I32 -> bytes.putInt(index);
                case I64 -> bytes.putLong(index);
                case BOOL -> bytes.put((byte) (value == 0 ? 0 : 1));
                case U8, F16, F32 -> bytes.putFloat((float) value);
            }
        }
        return new Tensor(type, places.shape(), bytes.flip());
    }

    /**
     * Where the values of a tensor stand in the largest one, which it is the beginning of.
     *
     * @param shape of the tensor
     * @param own values of the tensor that stand together
     * @param whole as many of the largest
     */
    private record Places(Shape shape, int own, int whole) {
        static Places of(DeclaredShape declared, IntUnaryOperator length) {
            Shape largest = declared.largest();
            if (declared.varying().isEmpty()) {
                return new Places(largest, largest.elements(), largest.elements());
            }
            int varying = declared.varying().getAsInt();
            int bound = largest.dimensions().get(varying);
            int kept = length.applyAsInt(bound);
            int step = largest.dimensions().subList(varying + 1, largest.rank()).stream()
                    .reduce(1, Math::multiplyExact);
            return new Places(declared.at(kept), kept * step, bound * step);
        }

        int inLargest(int place) {
            return place / own * whole + place % own;
        }
    }
}
