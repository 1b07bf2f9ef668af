package dev.limbeck.evaluator.order;

import dev.limbeck.contract.lifecycle.RunOrder;
import java.time.Duration;

/**
 * An order and where on its topic it stands.
 *
 * @param due reading of the book's ticker at which it is to be tried next
 * @param waits how often it was put aside
 * @param failures how often it was tried in vain
 * @param taken to be run when it need not come again
 */
public record PlacedOrder(
        int partition, long offset, RunOrder order, Duration due, int waits, int failures, Runnable taken) {
    PlacedOrder putAside(Duration until) {
        return new PlacedOrder(partition, offset, order, until, waits + 1, failures, taken);
    }

    PlacedOrder failed(Duration until) {
        return new PlacedOrder(partition, offset, order, until, waits, failures + 1, taken);
    }

    boolean standsWhere(PlacedOrder other) {
        return partition == other.partition && offset == other.offset;
    }
}
