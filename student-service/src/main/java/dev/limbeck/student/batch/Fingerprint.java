package dev.limbeck.student.batch;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ProductionRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a record is known by.
 *
 * @param id first eight bytes of SHA-256 over its id in UTF-8, big-endian
 * @param payload the same over its input and its label, but not when it was sent: what makes two records of one id the
 *     same record
 */
public record Fingerprint(long id, long payload) {
    /** Of what could not be decoded. */
    public static final Fingerprint NONE = new Fingerprint(0, 0);

    public static Fingerprint of(DistillationExample example) {
        ProductionRecord record = example.record();
        var values = record.input().values();
        var payload = ByteBuffer.allocate(values.remaining() + Integer.BYTES);
        payload.put(values).putInt(record.hardLabel().orElse(-1));
        return new Fingerprint(
                Sha256.word(record.recordId().getBytes(StandardCharsets.UTF_8), 0), Sha256.word(payload.array(), 0));
    }
}
