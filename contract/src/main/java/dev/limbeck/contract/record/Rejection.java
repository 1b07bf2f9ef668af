package dev.limbeck.contract.record;

import static java.util.Objects.requireNonNull;

/**
 * An unusable record's reason, for a machine and for a person.
 *
 * @param detail one sentence: what was found and what was expected
 */
public record Rejection(RejectionReason reason, String detail) {
    public Rejection {
        requireNonNull(reason, "reason");
        requireNonNull(detail, "detail");
    }
}
