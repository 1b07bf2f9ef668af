package dev.limbeck.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A service is not ready and will not be; the message has its last log lines. */
public final class ServiceStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ServiceStartException(String message) {
        super(message);
    }

    static ServiceStartException exited(String service, int exitCode, List<String> lastLines, Path logFile) {
        return new ServiceStartException(
                "%s exited with code %d before it was ready%s".formatted(service, exitCode, lines(lastLines, logFile)));
    }

    static ServiceStartException late(String service, Duration deadline, List<String> lastLines, Path logFile) {
        return new ServiceStartException(
                "%s was not ready within %d s%s".formatted(service, deadline.toSeconds(), lines(lastLines, logFile)));
    }

    static ServiceStartException stopped() {
        return new ServiceStartException("the services are being stopped");
    }

    private static String lines(List<String> lastLines, Path logFile) {
        if (lastLines.isEmpty()) {
            return "; it printed nothing";
        }
        return "; the last lines of %s:%n    %s"
                .formatted(logFile, String.join(System.lineSeparator() + "    ", lastLines));
    }
}
