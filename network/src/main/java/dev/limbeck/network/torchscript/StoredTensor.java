package dev.limbeck.network.torchscript;

import dev.limbeck.network.UnusableNetworkException;
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

    /** Bytes of one element. */
    static int width(String elementType) {
        return switch (elementType) {
            case "F64", "I64" -> 8;
            case "F32", "I32" -> 4;
            case "F16", "BF16", "I16" -> 2;
            case "I8", "U8", "BOOL" -> 1;
            default -> throw new UnusableNetworkException("element type " + elementType + " is not supported");
        };
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
                throw new UnusableNetworkException("a tensor is kept in a " + storageClass
                        + ", which is not supported; quantised networks cannot be students or teachers");
        };
    }
}
