package dev.limbeck.contract.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.signature.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Messages of the record topics to bytes and back; the schema is {@code limbeck/v1/records.proto}.
 *
 * <p>Decoding allocates no more than the payload it was given: sizes declared inside are compared with the bytes
 * that are there before anything is reserved for them.
 */
public final class RecordCodec {
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
        return bytes(WireRecords.write(record), MAX_RECORD_BYTES, record.recordId());
    }

    /** @throws IllegalArgumentException when it would be larger than {@link #MAX_MESSAGE_BYTES} */
    public static byte[] encode(DistillationExample example) {
        var record = WireRecords.write(example.record());
        var message = dev.limbeck.contract.wire.DistillationExample.newBuilder()
                .setSchemaVersion(record.getSchemaVersion())
                .setRecord(record)
                .setTeacherVersion(example.softTarget().teacherVersion())
                .setTeacherLogits(WireFloats.write(example.softTarget().output().toArray()))
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
            RepeatedFields.checkRecord(payload);
            return record(dev.limbeck.contract.wire.ProductionRecord.parseFrom(uncopied(payload)));
        });
    }

    public static Decoded<DistillationExample> decodeExample(byte @Nullable [] bytes) {
        return decode(bytes, MAX_MESSAGE_BYTES, payload -> {
            RepeatedFields.checkExample(payload);
            var wire = dev.limbeck.contract.wire.DistillationExample.parseFrom(uncopied(payload));
            requireKnown(wire.getSchemaVersion());
            var record = record(wire.getRecord());
            if (wire.getSchemaVersion() != wire.getRecord().getSchemaVersion()) {
                throw new IllegalArgumentException("schema_version is %d, that of the record %d"
                        .formatted(wire.getSchemaVersion(), wire.getRecord().getSchemaVersion()));
            }
            if (wire.getTeacherVersion().isEmpty()) {
                throw new IllegalArgumentException("teacher_version is empty");
            }
            return new DistillationExample(
                    record,
                    new SoftTarget(
                            wire.getTeacherVersion(),
                            Output.takeOwnershipOf(WireFloats.read("teacher_logits", wire.getTeacherLogits()))));
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
            super("schema_version is " + Integer.toUnsignedString(version)
                    + ", known are %d and %d".formatted(WireRecords.FIRST_VERSION, WireRecords.SECOND_VERSION));
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    private static void requireKnown(int version) {
        if (version != WireRecords.FIRST_VERSION && version != WireRecords.SECOND_VERSION) {
            throw new UnknownSchemaVersion(version);
        }
    }

    private static ProductionRecord record(dev.limbeck.contract.wire.ProductionRecord wire) {
        requireKnown(wire.getSchemaVersion());
        return WireRecords.read(wire);
    }
}
