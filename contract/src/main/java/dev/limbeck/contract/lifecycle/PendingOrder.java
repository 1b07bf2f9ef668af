package dev.limbeck.contract.lifecycle;

import java.time.Instant;

/**
 * An order that is not answered yet.
 *
 * @param due when it is given once more
 */
public record PendingOrder(RunOrder order, Instant due) {}
