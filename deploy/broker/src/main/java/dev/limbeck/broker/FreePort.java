package dev.limbeck.broker;

/**
 * A port nobody listened on when it was chosen, and the one that was asked for, so that whoever is told about it can
 * also be told that it is not the usual one.
 *
 * @param number the port to listen on
 * @param preferred the port that was asked for; 0 if any would do
 */
public record FreePort(int number, int preferred) {
    public FreePort {
        requirePort("number", number, 1);
        requirePort("preferred", preferred, 0);
    }

    /** Whether the port that was asked for was taken, and this is another one. */
    public boolean isFallback() {
        return preferred != 0 && number != preferred;
    }

    static int requirePort(String field, int port, int lowest) {
        if (port < lowest || port > 65_535) {
            throw new IllegalArgumentException("%s is %d; allowed are %d to 65535".formatted(field, port, lowest));
        }
        return port;
    }
}
