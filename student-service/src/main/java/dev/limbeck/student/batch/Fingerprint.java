package dev.limbeck.student.batch;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.ProductionRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

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

    private static final ByteBuffer NO_LABEL =
            ByteBuffer.allocate(Integer.BYTES).putInt(-1).flip().asReadOnlyBuffer();

    public static Fingerprint of(DistillationExample example) {
        ProductionRecord record = example.record();
        var id = ByteBuffer.wrap(record.recordId().getBytes(StandardCharsets.UTF_8));
        var payload = new ArrayList<ByteBuffer>();
        record.inputs().byName().values().forEach(input -> payload.add(input.values()));
        payload.add(record.hardLabel().map(HardLabel::bytes).orElseGet(NO_LABEL::duplicate));
        return new Fingerprint(Sha256.word(0, id), Sha256.word(0, payload.toArray(ByteBuffer[]::new)));
    }
}
