package dev.limbeck.broker;

import org.jspecify.annotations.Nullable;

/** The broker did not start; the message says why in words meant for whoever started it. */
public class BrokerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
