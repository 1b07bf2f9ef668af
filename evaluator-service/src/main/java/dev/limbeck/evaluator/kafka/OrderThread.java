package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.evaluator.order.OrderBook;
import dev.limbeck.evaluator.order.OrderState;
import dev.limbeck.evaluator.order.PlacedOrder;
import dev.limbeck.evaluator.status.EvaluatorMeters;
import dev.limbeck.service.RunStates;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that measures: one order at a time, so that measurements do not disturb each other. An order that has
 * to wait, or fails, is put aside for a moment; those of other runs go on.
 */
final class OrderThread {
    private static final Logger LOG = LoggerFactory.getLogger(OrderThread.class);
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    /** State and order are written together, so the one is mostly a moment behind the other. */
    private static final Duration A_MOMENT = Duration.ofMillis(50);

    private static final int MOMENTS = 10;
    /** How often an order is looked for in its run's state: for 10 s. */
    private static final int PATIENCE = MOMENTS + 20;
    /** A line for each 10 s of waiting. */
    private static final int REMINDER = 20;

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final OrderBook book;
    private final RunStates states;
    private final OrderWork work;
    private final EvaluatorMeters meters;
    private final Breakdown breakdown;
    private final Thread thread = new Thread(this::run, "evaluation");
    private volatile boolean stopping;

    OrderThread(OrderBook book, RunStates states, OrderWork work, EvaluatorMeters meters, Breakdown breakdown) {
        this.book = book;
        this.states = states;
        this.work = work;
        this.meters = meters;
        this.breakdown = breakdown;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    // Errors, too: an evaluator without memory or engine has failed as well.
    private void run() {
        try {
            while (!states.isCaughtUp()) {
                Thread.sleep(ASK_AGAIN.toMillis());
            }
            while (!stopping) {
                tryOnce(book.next());
            }
        } catch (InterruptedException stopped) {
            LOG.debug("The thread that measures is interrupted");
        } catch (Throwable failure) {
            breakdown.endAfter(failure);
        }
    }

    private void tryOnce(PlacedOrder placed) throws InterruptedException {
        var order = placed.order();
        var state = states.of(order.run());
        switch (OrderState.of(order, state)) {
            case AWAITED -> carryOut(placed, state.orElseThrow());
            case OUTDATED -> book.done(placed);
            case UNKNOWN -> waitForState(placed);
        }
    }

    private void carryOut(PlacedOrder placed, RunState run) throws InterruptedException {
        try {
            var awaited = work.carryOut(placed.order(), run);
            if (awaited.isEmpty()) {
                book.done(placed);
            } else {
                remindOf(placed, awaited.get());
                book.putAside(placed, ASK_AGAIN);
            }
        } catch (RuntimeException failure) {
            if (stopping) {
                LOG.debug("Failed while stopping", failure);
                return;
            }
            tellOf(placed, failure);
            meters.failed(placed.order().run());
            book.failed(placed, AFTER_FAILURE);
        }
    }

    /** At length only once: it may fail for hours. */
    private static void tellOf(PlacedOrder placed, RuntimeException failure) {
        if (placed.failures() == 0) {
            LOG.error("{} failed and is tried again: {}", describe(placed), failure.getMessage(), failure);
        } else {
            LOG.warn("{} failed again: {}", describe(placed), failure.getMessage());
        }
    }

    private void waitForState(PlacedOrder placed) {
        if (placed.waits() < PATIENCE) {
            book.putAside(placed, placed.waits() < MOMENTS ? A_MOMENT : ASK_AGAIN);
        } else {
            LOG.info("{} is passed over: its run does not wait for it", describe(placed));
            book.done(placed);
        }
    }

    private static void remindOf(PlacedOrder placed, String awaited) {
        if (placed.waits() % REMINDER == 0) {
            LOG.info("{} waits: {}", describe(placed), awaited);
        }
    }

    private static String describe(PlacedOrder placed) {
        var order = placed.order();
        return "Order %s of run %s, attempt %d,".formatted(order.orderId(), order.run(), order.attempt());
    }

    void stop() throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(LONGEST_STOP.toMillis());
    }
}
