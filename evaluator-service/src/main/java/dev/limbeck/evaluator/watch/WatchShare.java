package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.artifact.Sha256;
import java.nio.ByteBuffer;

/**
 * Which records are looked at: a pure function of the id, the same on every replica. It uses the second eight bytes of
 * the digest whose first eight {@link dev.limbeck.contract.split.Split} uses, so that held-out records are watched as
 * often as others.
 *
 * @param share of all records, in [0, 1]
 */
public record WatchShare(double share) {
    /** @param recordId in UTF-8, as it is on the topic as a key */
    public boolean includes(byte[] recordId) {
        // The top 53 bits: exactly what a double can hold.
        double position = (ByteBuffer.wrap(Sha256.digest(recordId)).getLong(Long.BYTES) >>> 11) * 0x1.0p-53;
        return position < share;
    }
}
