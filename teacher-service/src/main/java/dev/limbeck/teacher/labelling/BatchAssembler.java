package dev.limbeck.teacher.labelling;

import dev.limbeck.contract.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Collects records in the order they arrive, until a batch is full or its first record has waited long enough. */
public final class BatchAssembler<T> {
    private int size;
    private final Duration maxWait;
    private final Ticker ticker;
    private final Deque<Pending<T>> pending = new ArrayDeque<>();

    private record Pending<T>(T record, Duration arrived) {}

    public BatchAssembler(int size, Duration maxWait, Ticker ticker) {
        this.size = size;
        this.maxWait = maxWait;
        this.ticker = ticker;
    }

    /** From now on, a batch is full with so many. */
    public void resize(int newSize) {
        size = newSize;
    }

    public void add(T record) {
        pending.add(new Pending<>(record, ticker.reading()));
    }

    /** Records that have been added and not been taken. */
    public int waiting() {
        return pending.size();
    }

    /** Whether records enough for a batch are waiting. */
    public boolean isFull() {
        return waiting() >= size;
    }

    /** The next batch if it is due. What came after it stays for the one after. */
    public Optional<List<T>> takeDue() {
        if (pending.isEmpty() || (!isFull() && !untilDeadline().isZero())) {
            return Optional.empty();
        }
        var batch = new ArrayList<T>(Math.min(size, pending.size()));
        while (batch.size() < size && !pending.isEmpty()) {
            batch.add(pending.remove().record());
        }
        return Optional.of(batch);
    }

    /** How long to look for more records before a batch may be due: at most {@code idle}, which is for none pending. */
    public Duration patience(Duration idle) {
        if (pending.isEmpty()) {
            return idle;
        }
        if (isFull()) {
            return Duration.ZERO;
        }
        var untilDeadline = untilDeadline();
        return untilDeadline.compareTo(idle) < 0 ? untilDeadline : idle;
    }

    /** Forgets records that are somebody else's now. */
    public void discardIf(Predicate<T> condition) {
        pending.removeIf(waiting -> condition.test(waiting.record()));
    }

    private Duration untilDeadline() {
        return ticker.until(pending.getFirst().arrived().plus(maxWait));
    }
}
