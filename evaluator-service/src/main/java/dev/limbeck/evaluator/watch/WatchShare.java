package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.split.IdPosition;

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
        return IdPosition.of(recordId, 1) < share;
    }
}
