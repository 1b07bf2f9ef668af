package dev.limbeck.contract.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;
import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Classification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Messages of the record topics to bytes and back; the schema is {@code limbeck/v1/records.proto}.
 *
 * <p>Decoding allocates no more than the payload it was given: sizes declared inside are compared with the bytes
 * that are there before anything is reserved for them.
 */
public final class RecordCodec {
    public static final int SCHEMA_VERSION = 1;
    /** The largest message that is written or read, in bytes. */
    public static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

    /**
     * The largest production record, in bytes: it leaves room for the teacher's version and logits, so that every record
     * which is accepted can become an example that is.
     */
    public static final int MAX_RECORD_BYTES = MAX_MESSAGE_BYTES - 1024 * 1024;

    /** The largest record of any topic with its headers, in bytes: a largest message may have become a dead letter. */
    public static final int MAX_BYTES_WITH_HEADERS = MAX_MESSAGE_BYTES + 1024 * 1024;

    private RecordCodec() {}

    /** @throws IllegalArgumentException when it would be larger than {@link #MAX_RECORD_BYTES} */
    public static byte[] encode(ProductionRecord record) {
        return bytes(toWire(record), MAX_RECORD_BYTES, record.recordId());
    }

    /** @throws IllegalArgumentException when it would be larger than {@link #MAX_MESSAGE_BYTES} */
    public static byte[] encode(DistillationExample example) {
        var message = dev.limbeck.contract.wire.DistillationExample.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setRecord(toWire(example.record()))
                .setTeacherVersion(example.softTarget().teacherVersion())
                .setTeacherLogits(floats(example.softTarget().output()))
                .build();
        return bytes(message, MAX_MESSAGE_BYTES, example.record().recordId());
    }

    private static byte[] bytes(MessageLite message, int limit, String recordId) {
        int size = message.getSerializedSize();
        if (size > limit) {
            throw new IllegalArgumentException(
                    "the message of record " + recordId + " has " + size + " bytes, allowed are " + limit);
        }
        return message.toByteArray();
    }

    public static Decoded<ProductionRecord> decodeRecord(byte @Nullable [] bytes) {
        return decode(bytes, MAX_RECORD_BYTES, payload -> {
            AttributeCount.checkRecord(payload);
            return fromWire(dev.limbeck.contract.wire.ProductionRecord.parseFrom(uncopied(payload)));
        });
    }

    public static Decoded<DistillationExample> decodeExample(byte @Nullable [] bytes) {
        return decode(bytes, MAX_MESSAGE_BYTES, payload -> {
            AttributeCount.checkExample(payload);
            var wire = dev.limbeck.contract.wire.DistillationExample.parseFrom(uncopied(payload));
            requireKnown(wire.getSchemaVersion());
            var record = fromWire(wire.getRecord());
            if (wire.getTeacherVersion().isEmpty()) {
                throw new IllegalArgumentException("teacher_version is empty");
            }
            return new DistillationExample(
                    record, new SoftTarget(wire.getTeacherVersion(), scores(wire.getTeacherLogits())));
        });
    }

    /** A production record that fits what its run declares. */
    public static Decoded<ProductionRecord> decodeRecord(byte @Nullable [] bytes, Signature declared) {
        return decodeRecord(bytes).unless(declared::misfit);
    }

    /** A distillation example of which record and logits fit what its run declares. */
    public static Decoded<DistillationExample> decodeExample(byte @Nullable [] bytes, Signature declared) {
        return decodeExample(bytes).unless(declared::misfit);
    }

    /** What is parsed from it refers to the payload, which nobody writes to. */
    private static CodedInputStream uncopied(byte[] payload) {
        var input = UnsafeByteOperations.unsafeWrap(payload).newCodedInput();
        input.enableAliasing(true);
        return input;
    }

    private interface Parser<T> {
        T parse(byte[] payload) throws IOException;
    }

    private static <T> Decoded<T> decode(byte @Nullable [] bytes, int limit, Parser<T> parser) {
        if (bytes == null || bytes.length == 0) {
            return Decoded.rejected(RejectionReason.EMPTY, "the record has no value");
        }
        if (bytes.length > limit) {
            return Decoded.rejected(
                    RejectionReason.MALFORMED,
                    "the message has %d bytes, allowed are %d".formatted(bytes.length, limit));
        }
        try {
            return new Decoded.Accepted<>(parser.parse(bytes));
        } catch (UnknownSchemaVersion unknown) {
            return Decoded.rejected(RejectionReason.UNSUPPORTED_VERSION, unknown.getMessage());
        } catch (InvalidProtocolBufferException | IllegalArgumentException malformed) {
            return Decoded.rejected(RejectionReason.MALFORMED, String.valueOf(malformed.getMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("bytes in memory cannot be read", impossible);
        }
    }

    private static final class UnknownSchemaVersion extends RuntimeException {
        UnknownSchemaVersion(int version) {
            super("schema_version is " + Integer.toUnsignedString(version) + ", known is " + SCHEMA_VERSION);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    private static void requireKnown(int version) {
        if (version != SCHEMA_VERSION) {
            throw new UnknownSchemaVersion(version);
        }
    }

    private static dev.limbeck.contract.wire.ProductionRecord toWire(ProductionRecord record) {
        var input = record.inputs().only();
        var tensor = dev.limbeck.contract.wire.Tensor.newBuilder()
                .setElementType(toWire(input.elementType()))
                .addAllShape(input.shape().dimensions())
                .setValues(UnsafeByteOperations.unsafeWrap(input.values()));
        var wire = dev.limbeck.contract.wire.ProductionRecord.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setRecordId(record.recordId())
                .setInput(tensor)
                .setEventTimeMs(record.eventTime().toEpochMilli())
                .putAllAttributes(record.attributes().byName());
        record.hardLabel().map(Classification::index).ifPresent(wire::setHardLabel);
        return wire.build();
    }

    private static ProductionRecord fromWire(dev.limbeck.contract.wire.ProductionRecord wire) {
        requireKnown(wire.getSchemaVersion());
        var tensor = wire.getInput();
        return new ProductionRecord(
                wire.getRecordId(),
                Inputs.of(new Tensor(
                        fromWire(tensor.getElementType()),
                        new Shape(tensor.getShapeList()),
                        tensor.getValues().asReadOnlyByteBuffer())),
                wire.hasHardLabel() ? Optional.of(new OfClass(wire.getHardLabel())) : Optional.empty(),
                Instant.ofEpochMilli(wire.getEventTimeMs()),
                wire.getAttributesCount() == 0
                        ? Attributes.NONE
                        : new Attributes(new TreeMap<>(wire.getAttributesMap())));
    }

    private static dev.limbeck.contract.wire.ElementType toWire(ElementType type) {
        return switch (type) {
            case U8 -> dev.limbeck.contract.wire.ElementType.ELEMENT_TYPE_U8;
            case F16 -> dev.limbeck.contract.wire.ElementType.ELEMENT_TYPE_F16;
            case F32 -> dev.limbeck.contract.wire.ElementType.ELEMENT_TYPE_F32;
        };
    }

    private static ElementType fromWire(dev.limbeck.contract.wire.ElementType type) {
        return switch (type) {
            case ELEMENT_TYPE_U8 -> ElementType.U8;
            case ELEMENT_TYPE_F16 -> ElementType.F16;
            case ELEMENT_TYPE_F32 -> ElementType.F32;
            case ELEMENT_TYPE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("element_type is " + type + ", allowed are U8, F16, F32");
        };
    }

    private static ByteString floats(Output scores) {
        ByteBuffer bytes = ByteBuffer.allocate(scores.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < scores.size(); i++) {
            bytes.putFloat(scores.get(i));
        }
        return UnsafeByteOperations.unsafeWrap(bytes.flip());
    }

    private static Output scores(ByteString bytes) {
        if (bytes.size() % Float.BYTES != 0) {
            throw new IllegalArgumentException("teacher_logits has " + bytes.size() + " bytes, not a multiple of 4");
        }
        float[] values = new float[bytes.size() / Float.BYTES];
        bytes.asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return Output.takeOwnershipOf(values);
    }
}
