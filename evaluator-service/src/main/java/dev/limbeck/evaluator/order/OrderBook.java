package dev.limbeck.evaluator.order;

import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The orders that were read and are not carried out yet. One that cannot be carried out now is put aside while others
 * go on. An order counts as taken only when it is done, so a crash repeats it, but loses none. One thread reads, another
 * works.
 */
public final class OrderBook {
    private static final int REMEMBERED_IDS = 10_000;
    private static final Comparator<PlacedOrder> NEXT = Comparator.comparing(PlacedOrder::due)
            .thenComparing(PlacedOrder::partition)
            .thenComparing(PlacedOrder::offset);

    private final Ticker ticker;
    private final List<PlacedOrder> unfinished = new ArrayList<>();
    private final Map<String, Integer> newestAttempts = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED_IDS;
        }
    };

    public OrderBook(Ticker ticker) {
        this.ticker = ticker;
    }

    /** @param taken run when the order is done, or is of no use any more: from then on it need not come again */
    public synchronized void read(int partition, long offset, RunOrder order, Runnable taken) {
        if (!isNewest(order)) {
            taken.run();
            return;
        }
        var placed = new PlacedOrder(partition, offset, order, ticker.reading(), 0, 0, taken);
        unfinished.stream()
                .filter(older -> older.order().orderId().equals(order.orderId()))
                .filter(older -> !older.standsWhere(placed)) // it is read again, and not taken yet
                .forEach(older -> older.taken().run());
        unfinished.removeIf(older -> older.order().orderId().equals(order.orderId()));
        unfinished.add(placed);
        notifyAll();
    }

    /** An older attempt than one that was seen is of no use to anybody. */
    private boolean isNewest(RunOrder order) {
        return newestAttempts.merge(order.orderId(), order.attempt(), Math::max) == order.attempt();
    }

    /** The order to try now; waits until there is one. It stays in the book until it is done or put aside. */
    public synchronized PlacedOrder next() throws InterruptedException {
        while (true) {
            var next = unfinished.stream().min(NEXT);
            if (next.isEmpty()) {
                wait();
            } else if (ticker.hasPassed(next.get().due())) {
                return next.get();
            } else {
                TimeUnit.NANOSECONDS.timedWait(
                        this, ticker.until(next.get().due()).toNanos());
            }
        }
    }

    public synchronized void done(PlacedOrder placed) {
        if (unfinished.removeIf(placed::standsWhere)) {
            placed.taken().run();
        }
    }

    public synchronized void putAside(PlacedOrder placed, Duration pause) {
        replace(placed, placed.putAside(ticker.reading().plus(pause)));
    }

    public synchronized void failed(PlacedOrder placed, Duration pause) {
        replace(placed, placed.failed(ticker.reading().plus(pause)));
    }

    private void replace(PlacedOrder placed, PlacedOrder later) {
        if (unfinished.removeIf(placed::standsWhere)) { // its partition may be another replica's by now
            unfinished.add(later);
        }
    }

    /** Another replica carries out what is unfinished of these. */
    public synchronized void lost(Collection<Integer> partitions) {
        unfinished.removeIf(placed -> partitions.contains(placed.partition()));
    }

    public synchronized int size() {
        return unfinished.size();
    }
}
