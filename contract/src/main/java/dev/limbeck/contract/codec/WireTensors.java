package dev.limbeck.contract.codec;

import com.google.protobuf.UnsafeByteOperations;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;

/** Tensors as they travel. */
final class WireTensors {
    private WireTensors() {}

    static dev.limbeck.contract.wire.Tensor write(Tensor tensor) {
        return dev.limbeck.contract.wire.Tensor.newBuilder()
                .setElementType(write(tensor.elementType()))
                .addAllShape(tensor.shape().dimensions())
                .setValues(UnsafeByteOperations.unsafeWrap(tensor.values()))
                .build();
    }

    /** @throws IllegalArgumentException when its parts do not agree */
    static Tensor read(dev.limbeck.contract.wire.Tensor wire) {
        return new Tensor(
                read(wire.getElementType()),
                new Shape(wire.getShapeList()),
                wire.getValues().asReadOnlyByteBuffer());
    }

    private static dev.limbeck.contract.wire.ElementType write(ElementType type) {
        return switch (type) {
            case U8 -> dev.limbeck.contract.wire.ElementType.ELEMENT_TYPE_U8;
            case F16 -> dev.limbeck.contract.wire.ElementType.ELEMENT_TYPE_F16;
            case F32 -> dev.limbeck.contract.wire.ElementType.ELEMENT_TYPE_F32;
            case I32 -> dev.limbeck.contract.wire.ElementType.ELEMENT_TYPE_I32;
            case I64 -> dev.limbeck.contract.wire.ElementType.ELEMENT_TYPE_I64;
            case BOOL -> dev.limbeck.contract.wire.ElementType.ELEMENT_TYPE_BOOL;
        };
    }

    private static ElementType read(dev.limbeck.contract.wire.ElementType type) {
        return switch (type) {
            case ELEMENT_TYPE_U8 -> ElementType.U8;
            case ELEMENT_TYPE_F16 -> ElementType.F16;
            case ELEMENT_TYPE_F32 -> ElementType.F32;
            case ELEMENT_TYPE_I32 -> ElementType.I32;
            case ELEMENT_TYPE_I64 -> ElementType.I64;
            case ELEMENT_TYPE_BOOL -> ElementType.BOOL;
            case ELEMENT_TYPE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException(
                        "element_type is " + type + ", allowed are U8, F16, F32, I32, I64, BOOL");
        };
    }
}
