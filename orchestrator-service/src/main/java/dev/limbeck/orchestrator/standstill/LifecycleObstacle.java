package dev.limbeck.orchestrator.standstill;

import java.util.Optional;

/** Tells whether what is asked of runs will be carried out. */
@FunctionalInterface
public interface LifecycleObstacle {
    /** Why the lifecycle of runs does not move, one sentence without a full stop; empty while it does. */
    Optional<String> now();
}
