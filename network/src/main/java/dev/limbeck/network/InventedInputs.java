package dev.limbeck.network;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Signature;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.TreeMap;

/**
 * Inputs that nobody sent, to try a network with. They are of the declared types; quantities are of {@link
 * ElementType#F32}, for a network may be given any such type in the place of another.
 */
public final class InventedInputs {
    private InventedInputs() {}

    /** What stands at each place. Of an index the nearest that there is is taken; where nobody says how many, 0. */
    @FunctionalInterface
    public interface Values {
        double at(InputDeclaration input, int place);
    }

    public static Inputs of(Signature signature, Values values) {
        var tensors = new TreeMap<String, Tensor>();
        signature.inputs().forEach((name, input) -> tensors.put(name, tensor(input, values)));
        return new Inputs(tensors);
    }

    public static Inputs zeros(Signature signature) {
        return of(signature, (input, place) -> 0);
    }

    private static Tensor tensor(InputDeclaration input, Values values) {
        var type = input.type().filter(declared -> !declared.isQuantity()).orElse(ElementType.F32);
        int elements = input.shape().elements();
        var bytes = ByteBuffer.allocate(elements * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        int last = input.categories().orElse(1) - 1;
        for (int place = 0; place < elements; place++) {
            double value = values.at(input, place);
            int index = (int) Math.max(0, Math.min(last, value));
            switch (type) {
                case I32 -> bytes.putInt(index);
                case I64 -> bytes.putLong(index);
                case BOOL -> bytes.put((byte) (value == 0 ? 0 : 1));
                case U8, F16, F32 -> bytes.putFloat((float) value);
            }
        }
        return new Tensor(type, input.shape(), bytes.flip());
    }
}
