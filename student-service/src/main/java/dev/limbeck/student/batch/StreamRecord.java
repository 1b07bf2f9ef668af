package dev.limbeck.student.batch;

import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.record.DistillationExample;

/**
 * A record of the student's topic with its place there.
 *
 * @param content the example, or why there is none
 * @param fingerprint of the example
 */
public record StreamRecord(
        int partition, long offset, Decoded<DistillationExample> content, Fingerprint fingerprint, Original original) {
    public static StreamRecord of(int partition, long offset, Decoded<DistillationExample> content, Original original) {
        var fingerprint = content instanceof Decoded.Accepted<DistillationExample> accepted
                ? Fingerprint.of(accepted.message())
                : Fingerprint.NONE;
        return new StreamRecord(partition, offset, content, fingerprint, original);
    }
}
