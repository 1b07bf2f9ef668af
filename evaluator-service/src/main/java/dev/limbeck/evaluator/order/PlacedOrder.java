package dev.limbeck.evaluator.order;

import dev.limbeck.contract.lifecycle.RunOrder;
import java.time.Instant;

/**
 * An order and where on its topic it stands.
 *
 * @param due when it is to be tried next
 * @param tries how often it was put aside
 */
public record PlacedOrder(int partition, long offset, RunOrder order, Instant due, int tries) {
    PlacedOrder putAside(Instant until) {
        return new PlacedOrder(partition, offset, order, until, tries + 1);
    }

    boolean standsWhere(PlacedOrder other) {
        return partition == other.partition && offset == other.offset;
    }
}
