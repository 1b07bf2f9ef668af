package dev.limbeck.teacher.kafka;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.codec.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.wire.ElementType;
import dev.limbeck.contract.wire.ProductionRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a source topic may bring that is no record, and why it is refused. */
final class BadInput {
    private static final int INPUT = 3;
    private static final int VALUES = 3;
    private static final int LENGTH_DELIMITED = 2;

    private final byte @Nullable [] value;
    private final RejectionReason reason;

    private BadInput(byte @Nullable [] value, RejectionReason reason) {
        this.value = value;
        this.reason = reason;
    }

    byte @Nullable [] value() {
        return value;
    }

    RejectionReason reason() {
        return reason;
    }

    static List<BadInput> all(Shape shape, int classes) {
        byte[] good = SourceTraffic.image("good", 1);
        byte[] none = new byte[shape.elements()];
        return List.of(
                // Nothing at all.
                new BadInput(null, RejectionReason.EMPTY),
                new BadInput(new byte[0], RejectionReason.EMPTY),
                // Numbers that are none, of every type that has them.
                nonFinite(shape, Float.NaN),
                nonFinite(shape, Float.POSITIVE_INFINITY),
                nonFinite(shape, Float.NEGATIVE_INFINITY),
                new BadInput(raw(ElementType.ELEMENT_TYPE_F16, shape, halfNaN(shape)), RejectionReason.NON_FINITE),
                // Another shape, rank, type than declared.
                shaped(Shape.of(3)),
                shaped(Shape.of(1, 1, 2, 3)),
                shaped(Shape.of(1, 3, 2)),
                new BadInput(raw(ElementType.ELEMENT_TYPE_UNSPECIFIED, shape, none), RejectionReason.MALFORMED),
                new BadInput(rawType(77, shape, none), RejectionReason.MALFORMED),
                new BadInput(raw(ElementType.ELEMENT_TYPE_F32, shape, none), RejectionReason.MALFORMED),
                // Shapes that no payload has.
                new BadInput(dimensions(1 << 30, 1 << 30), RejectionReason.MALFORMED),
                new BadInput(dimensions(Integer.MAX_VALUE), RejectionReason.MALFORMED),
                new BadInput(dimensions(-1, 2, 3), RejectionReason.MALFORMED),
                new BadInput(dimensions(0, 2, 3), RejectionReason.MALFORMED),
                new BadInput(dimensions(), RejectionReason.MALFORMED),
                new BadInput(dimensions(1, 1, 1, 1, 1, 1, 1, 1, 6), RejectionReason.MALFORMED),
                // Lengths that the payload does not have.
                new BadInput(declaring(INPUT, Integer.MAX_VALUE), RejectionReason.MALFORMED),
                new BadInput(declaring(INPUT, -1), RejectionReason.MALFORMED),
                new BadInput(declaring(INPUT, 1000), RejectionReason.MALFORMED),
                new BadInput(nested(declaringValues(Integer.MAX_VALUE)), RejectionReason.MALFORMED),
                new BadInput(nested(declaringValues(-1)), RejectionReason.MALFORMED),
                new BadInput(Arrays.copyOf(good, good.length - 3), RejectionReason.MALFORMED),
                new BadInput(Arrays.copyOf(good, good.length / 2), RejectionReason.MALFORMED),
                new BadInput(
                        "{\"id\": 7}".getBytes(java.nio.charset.StandardCharsets.UTF_8), RejectionReason.MALFORMED),
                new BadInput(new byte[RecordCodec.MAX_MESSAGE_BYTES], RejectionReason.MALFORMED),
                // Versions of another time.
                version(0),
                version(2),
                version(-1),
                // Ids and labels.
                new BadInput(identified(""), RejectionReason.MALFORMED),
                new BadInput(identified("x".repeat(257)), RejectionReason.MALFORMED),
                labelled(shape, classes),
                labelled(shape, Integer.MAX_VALUE),
                new BadInput(record(shape).setHardLabel(-1).build().toByteArray(), RejectionReason.MALFORMED));
    }

    private static BadInput nonFinite(Shape shape, float value) {
        float[] values = new float[shape.elements()];
        values[values.length - 1] = value;
        return new BadInput(
                SourceTraffic.encoded("bad", Tensor.ofFloats(shape, values), OptionalInt.empty()),
                RejectionReason.NON_FINITE);
    }

    private static byte[] halfNaN(Shape shape) {
        byte[] halves = new byte[shape.elements() * 2];
        halves[1] = 0x7e;
        return halves;
    }

    private static BadInput shaped(Shape other) {
        return new BadInput(
                SourceTraffic.encoded("bad", Tensor.ofBytes(other, new byte[other.elements()]), OptionalInt.empty()),
                RejectionReason.SHAPE_MISMATCH);
    }

    private static BadInput version(int version) {
        return new BadInput(
                record(Shape.of(1, 2, 3)).setSchemaVersion(version).build().toByteArray(),
                RejectionReason.UNSUPPORTED_VERSION);
    }

    private static BadInput labelled(Shape shape, int label) {
        return new BadInput(record(shape).setHardLabel(label).build().toByteArray(), RejectionReason.LABEL_RANGE);
    }

    private static byte[] identified(String id) {
        return record(Shape.of(1, 2, 3)).setRecordId(id).build().toByteArray();
    }

    private static byte[] raw(ElementType type, Shape shape, byte[] values) {
        return rawType(type.getNumber(), shape, values);
    }

    private static byte[] rawType(int type, Shape shape, byte[] values) {
        var tensor = dev.limbeck.contract.wire.Tensor.newBuilder()
                .setElementTypeValue(type)
                .addAllShape(shape.dimensions())
                .setValues(ByteString.copyFrom(values));
        return record(shape).setInput(tensor).build().toByteArray();
    }

    private static byte[] dimensions(Integer... dimensions) {
        var tensor = dev.limbeck.contract.wire.Tensor.newBuilder()
                .setElementType(ElementType.ELEMENT_TYPE_U8)
                .addAllShape(List.of(dimensions))
                .setValues(ByteString.copyFrom(new byte[6]));
        return record(Shape.of(6)).setInput(tensor).build().toByteArray();
    }

    private static ProductionRecord.Builder record(Shape shape) {
        return ProductionRecord.newBuilder()
                .setSchemaVersion(RecordCodec.SCHEMA_VERSION)
                .setRecordId("bad")
                .setInput(dev.limbeck.contract.wire.Tensor.newBuilder()
                        .setElementType(ElementType.ELEMENT_TYPE_U8)
                        .addAllShape(shape.dimensions())
                        .setValues(ByteString.copyFrom(new byte[shape.elements()])));
    }

    /** A record whose field says it is longer than all that follows. */
    private static byte[] declaring(int field, int length) {
        return bytes(out -> {
            out.writeUInt32(1, RecordCodec.SCHEMA_VERSION);
            out.writeTag(field, LENGTH_DELIMITED);
            out.writeUInt32NoTag(length);
            out.writeRawBytes(new byte[4]);
        });
    }

    private static byte[] declaringValues(int length) {
        return bytes(out -> {
            out.writeEnum(1, ElementType.ELEMENT_TYPE_U8_VALUE);
            out.writeTag(VALUES, LENGTH_DELIMITED);
            out.writeUInt32NoTag(length);
            out.writeRawBytes(new byte[4]);
        });
    }

    private static byte[] nested(byte[] tensor) {
        return bytes(out -> {
            out.writeUInt32(1, RecordCodec.SCHEMA_VERSION);
            out.writeString(2, "bad");
            out.writeByteArray(INPUT, tensor);
        });
    }

    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        try {
            writing.to(out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
