package dev.limbeck.network.torchscript;

import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.safetensors.ElementWidth;
import java.util.List;

/**
 * Where a tensor of an archive stands.
 *
 * @param elementType name in the safetensors format
 * @param entry of the archive that holds its numbers
 * @param offsetBytes of its first number there
 * @param requiresGradient whether it is a parameter to train
 */
record StoredTensor(
        String elementType, List<Long> shape, String entry, int offsetBytes, int bytes, boolean requiresGradient) {
    StoredTensor {
        shape = List.copyOf(shape);
    }

    /**
     * @param length of the entry, in bytes
     * @throws UnusableNetworkException when some number of the tensor would stand outside
     */
    void requireWithin(String name, int length) {
        if (offsetBytes < 0 || bytes < 0 || (long) offsetBytes + bytes > length) {
            throw new UnusableNetworkException("has a tensor %s that stands at %d to %d of %d bytes of %s; is it whole?"
                    .formatted(name, offsetBytes, (long) offsetBytes + bytes, length, entry));
        }
    }

    /** Bytes of one element. */
    static int width(String elementType) {
        return ElementWidth.of(elementType)
                .orElseThrow(() -> new UnusableNetworkException(
                        "has a tensor of element type " + elementType + ", which is not supported"));
    }

    /** The safetensors name of what a storage of PyTorch's class holds. */
    static String elementTypeOf(String storageClass) {
        return switch (storageClass) {
            case "DoubleStorage" -> "F64";
            case "FloatStorage" -> "F32";
            case "HalfStorage" -> "F16";
            case "BFloat16Storage" -> "BF16";
            case "LongStorage" -> "I64";
            case "IntStorage" -> "I32";
            case "ShortStorage" -> "I16";
            case "CharStorage" -> "I8";
            case "ByteStorage" -> "U8";
            case "BoolStorage" -> "BOOL";
            default ->
                throw new UnusableNetworkException("has a tensor in a " + storageClass
                        + ", which is not supported; quantised networks cannot be students or teachers");
        };
    }
}
