package dev.limbeck.work;

import dev.limbeck.network.UnusableNetworkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** What is to be expected of work that has failed, should it be tried again. */
public enum Outlook {
    /** Something around it is not as it has to be: a broker is away, a disk is full. It is tried for as long as it takes. */
    PASSING(Integer.MAX_VALUE),
    /** Nobody knows. */
    DOUBTFUL(6),
    /** What is declared, or a file it names, has to change; or somebody is just about to put that file there. */
    HOPELESS(3);

    private final int tries;

    Outlook(int tries) {
        this.tries = tries;
    }

    /** How often in a row work may fail like this before it is given up. */
    public int tries() {
        return tries;
    }

    /** Of the first in a chain of causes that says anything. */
    public static Outlook of(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnusableNetworkException) {
                return HOPELESS;
            }
            if (cause instanceof KafkaException
                    || cause instanceof IOException
                    || cause instanceof UncheckedIOException
                    || cause instanceof TimeoutException) {
                return PASSING;
            }
        }
        return DOUBTFUL;
    }
}
