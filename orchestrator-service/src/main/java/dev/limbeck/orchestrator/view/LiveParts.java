package dev.limbeck.orchestrator.view;

import dev.limbeck.contract.status.PartStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest that each part has told of itself, as long as it keeps telling: by when it was heard, whatever its clock says. */
final class LiveParts {
    static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final Comparator<PartStatus> BY_PART = Comparator.comparing(PartStatus::run)
            .thenComparing(PartStatus::part)
            .thenComparing(PartStatus::replica);

    private final Map<String, Heard> newest = new HashMap<>();

    private record Heard(PartStatus part, Duration at) {
        boolean isStale(Duration now) {
            return now.minus(at).compareTo(REMEMBERED) > 0;
        }
    }

    synchronized void heard(PartStatus part, Duration now) {
        newest.put(part.key(), new Heard(part, now));
    }

    synchronized List<PartStatus> at(Duration now) {
        newest.values().removeIf(heard -> heard.isStale(now));
        return newest.values().stream().map(Heard::part).sorted(BY_PART).toList();
    }

    List<PartStatus> of(String run, Duration now) {
        return at(now).stream().filter(part -> part.run().equals(run)).toList();
    }
}
