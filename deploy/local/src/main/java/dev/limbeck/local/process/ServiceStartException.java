package dev.limbeck.local.process;

import dev.limbeck.contract.json.ShortDuration;
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

    /** @param objection what it was waited for in vain */
    static ServiceStartException late(
            String service, Duration deadline, String objection, List<String> lastLines, Path logFile) {
        return new ServiceStartException("%s was not ready within %s: %s; --ready-within gives it more time%s"
                .formatted(service, ShortDuration.format(deadline), objection, lines(lastLines, logFile)));
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
