package dev.limbeck.network;

/** A network raised an error on what it was given. */
public final class NetworkRaisedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason PyTorch's own, one line */
    public NetworkRaisedException(String reason, Throwable cause) {
        super(reason, cause);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
