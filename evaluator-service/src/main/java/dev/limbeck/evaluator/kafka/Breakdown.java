package dev.limbeck.evaluator.kafka;

import io.quarkus.runtime.Quarkus;
import jakarta.inject.Singleton;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end after a failure that nobody foresaw. A process that goes on without its work looks alive to whoever watches
 * it; one that has ended is started again, and takes up the order that was not acknowledged.
 */
@Singleton
class Breakdown {
    static final int FAILED = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Breakdown.class);

    private final IntConsumer exit;
    private volatile boolean stopping;

    Breakdown() {
        this(Quarkus::asyncExit);
    }

    Breakdown(IntConsumer exit) {
        this.exit = exit;
    }

    /** From now on the process ends anyhow: what fails for that is no failure of its own. */
    void stopping() {
        stopping = true;
    }

    /** Tells of the failure and ends the process; returns before it has ended. */
    synchronized void endAfter(Throwable failure) {
        if (stopping) {
            LOG.debug("Failed while stopping", failure);
            return;
        }
        LOG.error("The evaluator failed: {}", failure.getMessage(), failure);
        stopping = true;
        exit.accept(FAILED);
    }
}
