package dev.limbeck.kafka.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.contract.codec.RecordCodec;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a record its dead letter keeps. A source may allow larger records than the dead-letter topic does, and a
 * dead letter that cannot be written would stop the stage for ever: so the largest part is left out until the rest fits.
 */
record KeptParts(ConsumerRecord<byte[], byte[]> original, Set<Part> cut) {
    /** Smaller than a request and a record of the topic may be, by what describes the refusal. */
    static final int MOST_BYTES = RecordCodec.MAX_BYTES_WITH_HEADERS - 64 * 1024;
    /** Of each header, beside its name and value: two lengths. */
    private static final int HEADER_OVERHEAD = 10;

    /** A part of a record; its name in lower case is in {@link DeadLetter#CUT}, so it never changes. */
    enum Part {
        VALUE,
        KEY,
        HEADERS
    }

    static KeptParts of(ConsumerRecord<byte[], byte[]> original) {
        var kept = new KeptParts(original, EnumSet.noneOf(Part.class));
        if (kept.bytes(Part.VALUE) > RecordCodec.MAX_MESSAGE_BYTES) {
            kept.cut.add(Part.VALUE);
        }
        while (kept.bytes() > MOST_BYTES) {
            kept.cut.add(EnumSet.complementOf(EnumSet.copyOf(kept.cut)).stream()
                    .max(Comparator.comparingLong(kept::bytes))
                    .orElseThrow());
        }
        return kept;
    }

    private long bytes() {
        return EnumSet.allOf(Part.class).stream()
                .filter(this::keeps)
                .mapToLong(this::bytes)
                .sum();
    }

    /** Of the original's. */
    private long bytes(Part part) {
        return switch (part) {
            case VALUE -> length(original.value());
            case KEY -> length(original.key());
            case HEADERS -> length(original.headers());
        };
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static long length(Headers headers) {
        long sum = 0;
        for (Header header : headers) {
            sum += header.key().getBytes(UTF_8).length + length(header.value()) + HEADER_OVERHEAD;
        }
        return sum;
    }

    private boolean keeps(Part part) {
        return !cut.contains(part);
    }

    byte @Nullable [] key() {
        return keeps(Part.KEY) ? original.key() : null;
    }

    byte @Nullable [] value() {
        return keeps(Part.VALUE) ? original.value() : null;
    }

    Headers headers() {
        return keeps(Part.HEADERS) ? original.headers() : new RecordHeaders();
    }
}
