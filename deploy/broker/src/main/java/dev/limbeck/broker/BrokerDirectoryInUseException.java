package dev.limbeck.broker;

import java.nio.file.Path;

/** Another broker is running on the same directory. */
public final class BrokerDirectoryInUseException extends BrokerStartException {
    private static final long serialVersionUID = 1L;

    BrokerDirectoryInUseException(Path directory, String pid) {
        super("another limbeck is running on %s (pid %s)".formatted(directory, pid), null);
    }
}
