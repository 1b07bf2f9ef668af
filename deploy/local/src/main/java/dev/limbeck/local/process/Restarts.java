package dev.limbeck.local.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How often one service was started again of late. For one thread at a time. */
final class Restarts {
    private final RestartPolicy policy;
    private final Deque<Duration> recent = new ArrayDeque<>();

    Restarts(RestartPolicy policy) {
        this.policy = policy;
    }

    /**
     * @param now reading of a ticker
     * @return how long to wait before it is started again; empty where that has been tried often enough
     */
    Optional<Duration> afterEndAt(Duration now) {
        while (!recent.isEmpty() && recent.getFirst().compareTo(now.minus(policy.within())) < 0) {
            recent.removeFirst();
        }
        if (recent.size() >= policy.most()) {
            return Optional.empty();
        }
        recent.addLast(now);
        return Optional.of(policy.pauseBefore(recent.size()));
    }
}
