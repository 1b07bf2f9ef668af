package dev.limbeck.orchestrator.view;

import dev.limbeck.contract.status.PartStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest that each part has told of itself, as long as it keeps telling. */
final class LiveParts {
    static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final Comparator<PartStatus> BY_PART = Comparator.comparing(PartStatus::run)
            .thenComparing(PartStatus::part)
            .thenComparing(PartStatus::replica);

    private final Map<String, Heard> newest = new HashMap<>();

    private record Heard(PartStatus part, Instant at) {
        boolean isStale(Instant now) {
            return at.plus(REMEMBERED).isBefore(now);
        }
    }

    synchronized void heard(PartStatus part, Instant now) {
        newest.put(part.key(), new Heard(part, now));
    }

    synchronized List<PartStatus> at(Instant now) {
        newest.values().removeIf(heard -> heard.isStale(now));
        return newest.values().stream().map(Heard::part).sorted(BY_PART).toList();
    }

    List<PartStatus> of(String run, Instant now) {
        return at(now).stream().filter(part -> part.run().equals(run)).toList();
    }
}
