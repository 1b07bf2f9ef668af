package dev.limbeck.contract.split;

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
        return at(IdPosition.of(recordId.getBytes(StandardCharsets.UTF_8), 0), heldOutFraction);
    }

    /**
     * The same for who has hashed the id already.
     *
     * @param digestStart first eight bytes of SHA-256 over the id's UTF-8, big-endian
     */
    public static Split ofDigest(long digestStart, double heldOutFraction) {
        return at(IdPosition.of(digestStart), heldOutFraction);
    }

    private static Split at(double position, double heldOutFraction) {
        return position < heldOutFraction ? HELD_OUT : TRAINING;
    }
}
