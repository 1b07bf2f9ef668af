package dev.limbeck.contract.split;

import dev.limbeck.contract.artifact.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * To which side a record belongs, for ever: a pure function of its id that every stage computes alike, so that no
 * student can train on what the evaluator measures with.
 *
 * <p>The first eight bytes of SHA-256 over the id's UTF-8, read as a big-endian unsigned integer and divided by
 * 2<sup>64</sup>, are a number in [0, 1); below the held-out fraction the record is held out. A record that is held out
 * at one fraction stays so at every larger one.
 */
public enum Split {
    TRAINING,
    HELD_OUT;

    /** @param heldOutFraction share of all records to hold out, in [0, 1) */
    public static Split of(String recordId, double heldOutFraction) {
        byte[] digest = Sha256.digest(recordId.getBytes(StandardCharsets.UTF_8));
        // The top 53 bits: exactly what a double can hold.
        double position = (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1.0p-53;
        return position < heldOutFraction ? HELD_OUT : TRAINING;
    }
}
