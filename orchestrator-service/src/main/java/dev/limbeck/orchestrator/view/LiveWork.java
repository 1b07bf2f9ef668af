package dev.limbeck.orchestrator.view;

import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.time.Ticker;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How work goes now and went lately, as the replicas tell it. Kept in memory: it is worth nothing after a restart. */
@Singleton
public class LiveWork {
    /** How often what is older than anybody may ask for is forgotten. */
    private static final Duration EXPIRY = Duration.ofMinutes(1);

    private final LiveParts parts = new LiveParts();
    private final Samples samples = new Samples();
    private final Changes changes;
    private final Ticker ticker;
    private Duration nextExpiry;

    LiveWork(Changes changes, Ticker ticker) {
        this.changes = changes;
        this.ticker = ticker;
        this.nextExpiry = ticker.reading().plus(EXPIRY);
    }

    synchronized void heard(PartStatus told) {
        var now = ticker.reading();
        if (now.compareTo(nextExpiry) >= 0) {
            samples.expire(now);
            nextExpiry = now.plus(EXPIRY);
        }
        parts.heard(told, now);
        changes.tell(() -> Optional.of(Change.of(told)));
        if (!isStarting(told)) {
            sample(told.run(), told.part(), now);
        }
    }

    private void sample(String run, String part, Duration now) {
        var sample = Sample.of(parts.of(run, now).stream()
                .filter(one -> one.part().equals(part))
                .toList());
        if (samples.add(run, now, sample)) {
            changes.tell(() -> Optional.of(Change.of(run, sample)));
        }
    }

    /** A student that only starts does not know yet what it did before: its counts would fall and leap. */
    private static boolean isStarting(PartStatus told) {
        return told.student()
                .filter(student -> student.phase() == StudentStatus.Phase.STARTING)
                .isPresent();
    }

    /** Parts of all runs. */
    public List<PartStatus> parts() {
        return parts.at(ticker.reading());
    }

    public List<PartStatus> parts(String run) {
        return parts.of(run, ticker.reading());
    }

    /** Oldest first. */
    public List<Sample> samples(String run) {
        return samples.of(run, ticker.reading());
    }
}
