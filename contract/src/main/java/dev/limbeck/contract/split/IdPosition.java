package dev.limbeck.contract.split;

import dev.limbeck.contract.artifact.Sha256;
import java.nio.ByteBuffer;

/**
 * Where a record's id falls in [0, 1), for ever and on every replica: eight bytes of SHA-256 over it, read as a
 * big-endian unsigned integer and divided by 2<sup>64</sup>. Who chooses records takes bytes of its own, so that one
 * choice says nothing about another.
 */
public final class IdPosition {
    private IdPosition() {}

    /**
     * @param recordId in UTF-8
     * @param word which eight bytes of the digest, 0 to 3
     */
    public static double of(byte[] recordId, int word) {
        return of(Sha256.word(word, ByteBuffer.wrap(recordId)));
    }

    static double of(long word) {
        // The top 53 bits: exactly what a double can hold.
        return (word >>> 11) * 0x1.0p-53;
    }
}
