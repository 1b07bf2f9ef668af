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
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The orders that were read and are not carried out yet. One that cannot be carried out now is put aside while others
 * go on. Only what stands before a partition's oldest unfinished order counts as done, so a crash repeats an order,
 * and some that were done, but loses none. One thread reads, another works.
 */
public final class OrderBook {
    private static final int REMEMBERED_IDS = 10_000;
    private static final Comparator<PlacedOrder> NEXT = Comparator.comparing(PlacedOrder::due)
            .thenComparing(PlacedOrder::partition)
            .thenComparing(PlacedOrder::offset);

    private final Ticker ticker;
    private final List<PlacedOrder> unfinished = new ArrayList<>();
    /** Per partition, the offset after the last one read. */
    private final Map<Integer, Long> readThrough = new TreeMap<>();

    private final Map<String, Integer> newestAttempts = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED_IDS;
        }
    };

    public OrderBook(Ticker ticker) {
        this.ticker = ticker;
    }

    /** @param order empty where what stands there is nothing to be done */
    public synchronized void read(int partition, long offset, Optional<RunOrder> order) {
        readThrough.put(partition, offset + 1);
        order.filter(this::isNewest).ifPresent(newest -> {
            unfinished.removeIf(older -> older.order().orderId().equals(newest.orderId()));
            unfinished.add(new PlacedOrder(partition, offset, newest, ticker.reading(), 0, 0));
            notifyAll();
        });
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
        unfinished.removeIf(placed::standsWhere);
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
        readThrough.keySet().removeAll(partitions);
    }

    /** Per partition, the offset from which it has to be read again after a crash. */
    public synchronized Map<Integer, Long> doneThrough() {
        var through = new TreeMap<>(readThrough);
        unfinished.forEach(placed -> through.merge(placed.partition(), placed.offset(), Math::min));
        return through;
    }

    public synchronized int size() {
        return unfinished.size();
    }
}
