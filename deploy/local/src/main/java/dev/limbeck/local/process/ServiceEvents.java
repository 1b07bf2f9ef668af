package dev.limbeck.local.process;

import java.time.Duration;

/** What happens to services while they are watched. Called from several threads. */
public interface ServiceEvents {
    /** It ended unasked, and will be started again. */
    void ended(ServiceProcess service, int exitCode, Duration startedAgainIn);

    /** It runs again, though it is not ready yet. */
    void startedAgain(ServiceProcess service);
}
