package dev.limbeck.network;

/** A network raised an error on what it was given. The message is PyTorch's own last line, which has the reason. */
public final class NetworkRaisedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NetworkRaisedException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** @param cause whose message ends with the reason; before it is where in the script it was raised */
    public static NetworkRaisedException by(Throwable cause) {
        var lines = String.valueOf(cause.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return new NetworkRaisedException(lines.isEmpty() ? cause.toString() : lines.get(lines.size() - 1), cause);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
