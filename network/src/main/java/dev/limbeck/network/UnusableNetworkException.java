package dev.limbeck.network;

/** A network file that cannot do what it is asked to. The message names the file, what was found and what is needed. */
public final class UnusableNetworkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableNetworkException(String message) {
        super(message);
    }

    public UnusableNetworkException(String message, Throwable cause) {
        super(message, cause);
    }
}
