package dev.limbeck.contract.artifact;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256: the name by which artifacts, checkpoints and held-out sets are known. Lower-case hexadecimal as text. */
public final class Sha256 {
    /** To make one anew for each record of a stream is a kilobyte of garbage, and more work than to hash its id. */
    private static final ThreadLocal<MessageDigest> OF_THREAD = ThreadLocal.withInitial(Sha256::newDigest);

    private Sha256() {}

    private static byte[] digest(ByteBuffer... parts) {
        MessageDigest digest = OF_THREAD.get();
        for (ByteBuffer part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /**
     * A hash of 64 bits: eight bytes of the digest, big-endian.
     *
     * @param word which eight, 0 to 3
     * @param parts of what is hashed, one after the other; read to their ends
     */
    public static long word(int word, ByteBuffer... parts) {
        return ByteBuffer.wrap(digest(parts)).getLong(word * Long.BYTES);
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest(ByteBuffer.wrap(bytes)));
    }

    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
