package dev.limbeck.contract.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.wire.DistillationExample;
import dev.limbeck.contract.wire.ProductionRecord;
import java.io.IOException;

/**
 * Counts a message's attributes before it is parsed: an entry of eight bytes becomes objects of a hundred, so 8 MiB of
 * them would fill a heap.
 */
final class AttributeCount {
    private static final int IN_RECORD = tag(ProductionRecord.ATTRIBUTES_FIELD_NUMBER);
    private static final int RECORD_IN_EXAMPLE = tag(DistillationExample.RECORD_FIELD_NUMBER);

    private AttributeCount() {}

    private static int tag(int field) {
        return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    /** @throws IllegalArgumentException when a production record has more than are allowed */
    static void checkRecord(byte[] payload) throws IOException {
        check(payload, AttributeCount::inRecord);
    }

    /** @throws IllegalArgumentException when the record inside a distillation example has more than are allowed */
    static void checkExample(byte[] payload) throws IOException {
        check(payload, AttributeCount::inExample);
    }

    private interface Count {
        int in(CodedInputStream message) throws IOException;
    }

    private static void check(byte[] payload, Count count) throws IOException {
        int attributes = count.in(CodedInputStream.newInstance(payload));
        if (attributes > Attributes.MAX_COUNT) {
            throw new IllegalArgumentException(
                    "attributes has " + attributes + " entries, allowed are at most " + Attributes.MAX_COUNT);
        }
    }

    private static int inRecord(CodedInputStream message) throws IOException {
        int count = 0;
        for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
            count += tag == IN_RECORD ? 1 : 0;
            message.skipField(tag);
        }
        return count;
    }

    /** Repeated, the field means that the records are merged, so all of them count. */
    private static int inExample(CodedInputStream message) throws IOException {
        int count = 0;
        for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
            if (tag == RECORD_IN_EXAMPLE) {
                int outer = message.pushLimit(message.readRawVarint32());
                count += inRecord(message);
                message.popLimit(outer);
            } else {
                message.skipField(tag);
            }
        }
        return count;
    }
}
