package dev.limbeck.contract.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.wire.DistillationExample;
import dev.limbeck.contract.wire.ElementType;
import dev.limbeck.contract.wire.Grade;
import dev.limbeck.contract.wire.HardLabel;
import dev.limbeck.contract.wire.LabelSet;
import dev.limbeck.contract.wire.NamedInput;
import dev.limbeck.contract.wire.ProductionRecord;
import dev.limbeck.contract.wire.Values;
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
    private static final int FIRST_VERSION = 1;
    private static final int SECOND_VERSION = 2;
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
                version(shape, 3),
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
                new BadInput(record(shape).setHardLabel(-1).build().toByteArray(), RejectionReason.MALFORMED),
                // Other inputs than the one that is declared.
                second(RejectionReason.INPUT_NAMES, named("other", shape)),
                second(RejectionReason.INPUT_NAMES, named("input", shape), named("other", shape)),
                second(RejectionReason.INPUT_TYPE, typed(ElementType.ELEMENT_TYPE_I32, shape, Integer.BYTES)),
                second(RejectionReason.INPUT_TYPE, typed(ElementType.ELEMENT_TYPE_I64, shape, Long.BYTES)),
                second(RejectionReason.INPUT_TYPE, typed(ElementType.ELEMENT_TYPE_BOOL, shape, 1)),
                second(RejectionReason.MALFORMED),
                second(RejectionReason.MALFORMED, named("", shape)),
                second(RejectionReason.MALFORMED, named("n".repeat(65), shape)),
                second(RejectionReason.MALFORMED, named("input", shape), named("input", shape)),
                second(RejectionReason.MALFORMED, inputs(65, shape)),
                second(RejectionReason.MALFORMED, inputs(100_000, Shape.of(1))),
                // What one version has and the other has not.
                new BadInput(raw(ElementType.ELEMENT_TYPE_BOOL, shape, none), RejectionReason.MALFORMED),
                new BadInput(
                        record(shape).addInputs(named("input", shape)).build().toByteArray(),
                        RejectionReason.MALFORMED),
                new BadInput(
                        record(shape)
                                .setLabel(HardLabel.newBuilder().setOfClass(0))
                                .build()
                                .toByteArray(),
                        RejectionReason.MALFORMED),
                new BadInput(
                        record(shape).setSchemaVersion(SECOND_VERSION).build().toByteArray(),
                        RejectionReason.MALFORMED),
                // Labels of another kind than a class.
                judged(shape, HardLabel.newBuilder(), RejectionReason.MALFORMED),
                judged(shape, HardLabel.newBuilder().setOfClass(classes), RejectionReason.LABEL_RANGE),
                judged(shape, HardLabel.newBuilder().setOfClass(-1), RejectionReason.MALFORMED),
                judged(
                        shape,
                        HardLabel.newBuilder().setOfLabels(LabelSet.newBuilder().addLabels(1)),
                        RejectionReason.LABEL_KIND),
                judged(
                        shape,
                        HardLabel.newBuilder()
                                .setOfLabels(LabelSet.newBuilder().addLabels(1).addLabels(1)),
                        RejectionReason.MALFORMED),
                judged(
                        shape,
                        HardLabel.newBuilder().setOfLabels(LabelSet.newBuilder().addLabels(-1)),
                        RejectionReason.MALFORMED),
                judged(shape, values(littleEndian(Float.NaN)), RejectionReason.LABEL_KIND),
                judged(shape, values(ByteString.EMPTY), RejectionReason.MALFORMED),
                judged(shape, values(ByteString.copyFrom(new byte[3])), RejectionReason.MALFORMED),
                judged(shape, grade(1, "alone"), RejectionReason.LABEL_KIND),
                judged(shape, grade(1, "g".repeat(257)), RejectionReason.MALFORMED));
    }

    /** What a source topic may bring of a regression, beside all that it may bring of any task. */
    public static List<BadInput> recordsOfValues(Shape shape, int values) {
        return List.of(
                judged(shape, values(littleEndian(ending(values, Float.NaN))), RejectionReason.NON_FINITE),
                judged(
                        shape,
                        values(littleEndian(ending(values, Float.POSITIVE_INFINITY))),
                        RejectionReason.NON_FINITE),
                judged(
                        shape,
                        values(littleEndian(ending(values, Float.NEGATIVE_INFINITY))),
                        RejectionReason.NON_FINITE),
                judged(shape, values(littleEndian(new float[values + 1])), RejectionReason.SHAPE_MISMATCH),
                judged(shape, values(ByteString.EMPTY), RejectionReason.MALFORMED),
                judged(shape, values(ByteString.copyFrom(new byte[3])), RejectionReason.MALFORMED),
                // Labels of another kind than values, in either version.
                new BadInput(record(shape).setHardLabel(0).build().toByteArray(), RejectionReason.LABEL_KIND),
                judged(shape, HardLabel.newBuilder().setOfClass(0), RejectionReason.LABEL_KIND),
                judged(
                        shape,
                        HardLabel.newBuilder().setOfLabels(LabelSet.newBuilder().addLabels(0)),
                        RejectionReason.LABEL_KIND),
                judged(shape, grade(1, "alone"), RejectionReason.LABEL_KIND));
    }

    /** What a topic of examples may bring of a regression. */
    public static List<BadInput> examplesOfValues(Shape shape, int values) {
        return List.of(
                new BadInput(logits(shape, new float[values + 1]), RejectionReason.SHAPE_MISMATCH),
                new BadInput(logits(shape, ending(values, Float.NaN)), RejectionReason.NON_FINITE),
                new BadInput(logits(shape, ending(values, Float.POSITIVE_INFINITY)), RejectionReason.NON_FINITE),
                new BadInput(around(shape, values, record(shape).setHardLabel(0)), RejectionReason.LABEL_KIND),
                new BadInput(around(shape, values, record(Shape.of(7))), RejectionReason.SHAPE_MISMATCH));
    }

    private static HardLabel.Builder values(ByteString values) {
        return HardLabel.newBuilder().setOfValues(Values.newBuilder().setValues(values));
    }

    private static HardLabel.Builder grade(float grade, String group) {
        return HardLabel.newBuilder()
                .setOfGrade(Grade.newBuilder().setGrade(grade).setGroup(group));
    }

    private static BadInput second(RejectionReason reason, NamedInput... inputs) {
        return new BadInput(
                record(Shape.of(1))
                        .clearInput()
                        .setSchemaVersion(SECOND_VERSION)
                        .addAllInputs(List.of(inputs))
                        .build()
                        .toByteArray(),
                reason);
    }

    private static BadInput judged(Shape shape, HardLabel.Builder label, RejectionReason reason) {
        return new BadInput(
                record(shape)
                        .clearInput()
                        .setSchemaVersion(SECOND_VERSION)
                        .addInputs(named("input", shape))
                        .setLabel(label)
                        .build()
                        .toByteArray(),
                reason);
    }

    private static NamedInput named(String name, Shape shape) {
        return named(name, ElementType.ELEMENT_TYPE_U8, shape, 1);
    }

    private static NamedInput typed(ElementType type, Shape shape, int bytes) {
        return named("input", type, shape, bytes);
    }

    private static NamedInput named(String name, ElementType type, Shape shape, int bytes) {
        return NamedInput.newBuilder()
                .setName(name)
                .setTensor(dev.limbeck.contract.wire.Tensor.newBuilder()
                        .setElementType(type)
                        .addAllShape(shape.dimensions())
                        .setValues(ByteString.copyFrom(new byte[shape.elements() * bytes])))
                .build();
    }

    private static NamedInput[] inputs(int count, Shape shape) {
        return IntStream.range(0, count)
                .mapToObj(i -> named(Integer.toString(i, 36), shape))
                .toArray(NamedInput[]::new);
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
                        around(shape, classes, record(shape).setSchemaVersion(3)), RejectionReason.UNSUPPORTED_VERSION),
                new BadInput(
                        around(shape, classes, ProductionRecord.newBuilder()), RejectionReason.UNSUPPORTED_VERSION),
                // Of another time, of nobody.
                new BadInput(
                        example(shape, classes).setSchemaVersion(3).build().toByteArray(),
                        RejectionReason.UNSUPPORTED_VERSION),
                new BadInput(
                        example(shape, classes).setSchemaVersion(2).build().toByteArray(), RejectionReason.MALFORMED),
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
                .setSchemaVersion(FIRST_VERSION)
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
                .setSchemaVersion(FIRST_VERSION)
                .setRecordId("bad")
                .setInput(dev.limbeck.contract.wire.Tensor.newBuilder()
                        .setElementType(ElementType.ELEMENT_TYPE_U8)
                        .addAllShape(shape.dimensions())
                        .setValues(ByteString.copyFrom(new byte[shape.elements()])));
    }

    /** A record whose field says it is longer than all that follows. */
    private static byte[] declaring(int field, int length) {
        return bytes(out -> {
            out.writeUInt32(1, FIRST_VERSION);
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
            out.writeUInt32(1, FIRST_VERSION);
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
