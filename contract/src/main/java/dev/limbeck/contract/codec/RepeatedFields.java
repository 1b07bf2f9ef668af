package dev.limbeck.contract.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.wire.DistillationExample;
import dev.limbeck.contract.wire.ProductionRecord;
import java.io.IOException;
import java.util.List;

/**
 * Counts what may be repeated in a message before it is parsed: an entry of eight bytes becomes objects of a hundred, so
 * 8 MiB of them would fill a heap.
 */
final class RepeatedFields {
    private static final List<Budget> OF_RECORD = List.of(
            new Budget("attributes", tag(ProductionRecord.ATTRIBUTES_FIELD_NUMBER), Attributes.MAX_COUNT),
            new Budget("inputs", tag(ProductionRecord.INPUTS_FIELD_NUMBER), Inputs.MAX_COUNT));
    private static final int RECORD_IN_EXAMPLE = tag(DistillationExample.RECORD_FIELD_NUMBER);

    private final int[] counts = new int[OF_RECORD.size()];

    private RepeatedFields() {}

    private record Budget(String field, int tag, int most) {
        void require(int count) {
            if (count > most) {
                throw new IllegalArgumentException(
                        "%s has %d entries, allowed are at most %d".formatted(field, count, most));
            }
        }
    }

    private static int tag(int field) {
        return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    /** @throws IllegalArgumentException when a production record has more than are allowed */
    static void checkRecord(byte[] payload) throws IOException {
        var fields = new RepeatedFields();
        fields.countInRecord(CodedInputStream.newInstance(payload));
        fields.require();
    }

    /** @throws IllegalArgumentException when the record inside a distillation example has more than are allowed */
    static void checkExample(byte[] payload) throws IOException {
        var fields = new RepeatedFields();
        fields.countInExample(CodedInputStream.newInstance(payload));
        fields.require();
    }

    private void countInRecord(CodedInputStream message) throws IOException {
        for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += tag == OF_RECORD.get(i).tag() ? 1 : 0;
            }
            message.skipField(tag);
        }
    }

    /** Repeated, the field means that the records are merged, so all of them count. */
    private void countInExample(CodedInputStream message) throws IOException {
        for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
            if (tag == RECORD_IN_EXAMPLE) {
                int outer = message.pushLimit(message.readRawVarint32());
                countInRecord(message);
                message.popLimit(outer);
            } else {
                message.skipField(tag);
            }
        }
    }

    private void require() {
        for (int i = 0; i < counts.length; i++) {
            OF_RECORD.get(i).require(counts[i]);
        }
    }
}
