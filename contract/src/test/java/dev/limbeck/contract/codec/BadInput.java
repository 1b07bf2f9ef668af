package dev.limbeck.contract.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.wire.DistillationExample;
import dev.limbeck.contract.wire.ElementType;
import dev.limbeck.contract.wire.ProductionRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a topic may bring that nobody can use, and why it is refused. Other modules test with it, too. */
public final class BadInput {
    private static final int INPUT = 3;
    private static final int VALUES = 3;
    private static final int EXAMPLES_RECORD = 2;
    private static final int LENGTH_DELIMITED = 2;

    private final byte @Nullable [] value;
    private final RejectionReason reason;

    private BadInput(byte @Nullable [] value, RejectionReason reason) {
        this.value = value;
        this.reason = reason;
    }

    public byte @Nullable [] value() {
        return value;
    }

    public RejectionReason reason() {
        return reason;
    }

    /** What a source topic may bring. */
    public static List<BadInput> records(Shape shape, int classes) {
        byte[] good = record(shape).build().toByteArray();
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
                version(shape, 0),
                version(shape, 2),
                version(shape, -1),
                // Ids and labels.
                new BadInput(identified(shape, ""), RejectionReason.MALFORMED),
                new BadInput(identified(shape, "x".repeat(257)), RejectionReason.MALFORMED),
                attributed(shape, "", "value"),
                attributed(shape, "n".repeat(65), "value"),
                attributed(shape, "region", "ä".repeat(129)),
                tooManyAttributes(shape, 17),
                tooManyAttributes(shape, 100_000),
                labelled(shape, classes),
                labelled(shape, Integer.MAX_VALUE),
                new BadInput(record(shape).setHardLabel(-1).build().toByteArray(), RejectionReason.MALFORMED));
    }

    /** What a topic of examples may bring, from a writer that is not the teacher service of today. */
    public static List<BadInput> examples(Shape shape, int classes) {
        byte[] good = example(shape, classes).build().toByteArray();
        return List.of(
                new BadInput(null, RejectionReason.EMPTY),
                new BadInput(new byte[0], RejectionReason.EMPTY),
                // Logits that are too few, too many, cut off, no numbers.
                new BadInput(logits(shape, new float[classes - 1]), RejectionReason.SHAPE_MISMATCH),
                new BadInput(logits(shape, new float[classes + 1]), RejectionReason.SHAPE_MISMATCH),
                new BadInput(logits(shape, new float[0]), RejectionReason.MALFORMED),
                new BadInput(
                        example(shape, classes)
                                .setTeacherLogits(ByteString.copyFrom(new byte[classes * Float.BYTES - 1]))
                                .build()
                                .toByteArray(),
                        RejectionReason.MALFORMED),
                new BadInput(logits(shape, ending(classes, Float.NaN)), RejectionReason.NON_FINITE),
                new BadInput(logits(shape, ending(classes, Float.POSITIVE_INFINITY)), RejectionReason.NON_FINITE),
                new BadInput(logits(shape, ending(classes, Float.NEGATIVE_INFINITY)), RejectionReason.NON_FINITE),
                // A record inside that is none.
                new BadInput(around(shape, classes, record(Shape.of(3))), RejectionReason.SHAPE_MISMATCH),
                new BadInput(around(shape, classes, record(shape).setHardLabel(classes)), RejectionReason.LABEL_RANGE),
                new BadInput(
                        around(shape, classes, record(shape).putAllAttributes(attributes(17))),
                        RejectionReason.MALFORMED),
                new BadInput(
                        around(shape, classes, record(shape).setSchemaVersion(2)), RejectionReason.UNSUPPORTED_VERSION),
                new BadInput(
                        around(shape, classes, ProductionRecord.newBuilder()), RejectionReason.UNSUPPORTED_VERSION),
                // Of another time, of nobody.
                new BadInput(
                        example(shape, classes).setSchemaVersion(2).build().toByteArray(),
                        RejectionReason.UNSUPPORTED_VERSION),
                new BadInput(
                        example(shape, classes).setTeacherVersion("").build().toByteArray(), RejectionReason.MALFORMED),
                // Lengths that the payload does not have.
                new BadInput(declaring(EXAMPLES_RECORD, Integer.MAX_VALUE), RejectionReason.MALFORMED),
                new BadInput(declaring(EXAMPLES_RECORD, -1), RejectionReason.MALFORMED),
                new BadInput(Arrays.copyOf(good, good.length - 3), RejectionReason.MALFORMED),
                new BadInput(new byte[RecordCodec.MAX_MESSAGE_BYTES], RejectionReason.MALFORMED));
    }

    private static DistillationExample.Builder example(Shape shape, int classes) {
        return DistillationExample.newBuilder()
                .setSchemaVersion(RecordCodec.SCHEMA_VERSION)
                .setRecord(record(shape))
                .setTeacherVersion("t-1")
                .setTeacherLogits(littleEndian(new float[classes]));
    }

    private static byte[] around(Shape shape, int classes, ProductionRecord.Builder record) {
        return example(shape, classes).setRecord(record).build().toByteArray();
    }

    private static byte[] logits(Shape shape, float... logits) {
        return example(shape, 2).setTeacherLogits(littleEndian(logits)).build().toByteArray();
    }

    private static float[] ending(int length, float last) {
        float[] values = new float[length];
        values[length - 1] = last;
        return values;
    }

    private static ByteString littleEndian(float... values) {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return ByteString.copyFrom(bytes);
    }

    private static byte[] encoded(Tensor input) {
        return RecordCodec.encode(
                new dev.limbeck.contract.record.ProductionRecord("bad", input, Optional.empty(), Instant.EPOCH));
    }

    private static BadInput nonFinite(Shape shape, float value) {
        return new BadInput(
                encoded(Tensor.ofFloats(shape, ending(shape.elements(), value))), RejectionReason.NON_FINITE);
    }

    private static byte[] halfNaN(Shape shape) {
        byte[] halves = new byte[shape.elements() * 2];
        halves[1] = 0x7e;
        return halves;
    }

    private static BadInput shaped(Shape other) {
        return new BadInput(encoded(Tensor.ofBytes(other, new byte[other.elements()])), RejectionReason.SHAPE_MISMATCH);
    }

    private static BadInput version(Shape shape, int version) {
        return new BadInput(
                record(shape).setSchemaVersion(version).build().toByteArray(), RejectionReason.UNSUPPORTED_VERSION);
    }

    private static BadInput labelled(Shape shape, int label) {
        return new BadInput(record(shape).setHardLabel(label).build().toByteArray(), RejectionReason.LABEL_RANGE);
    }

    private static BadInput attributed(Shape shape, String name, String value) {
        return new BadInput(record(shape).putAttributes(name, value).build().toByteArray(), RejectionReason.MALFORMED);
    }

    private static BadInput tooManyAttributes(Shape shape, int count) {
        return new BadInput(
                record(shape).putAllAttributes(attributes(count)).build().toByteArray(), RejectionReason.MALFORMED);
    }

    private static Map<String, String> attributes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Integer.toString(i, 36))
                .collect(Collectors.toMap(name -> name, name -> ""));
    }

    private static byte[] identified(Shape shape, String id) {
        return record(shape).setRecordId(id).build().toByteArray();
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
