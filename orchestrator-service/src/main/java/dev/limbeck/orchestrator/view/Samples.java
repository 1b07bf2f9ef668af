package dev.limbeck.orchestrator.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last half hour of each part, a sample a second at most. */
final class Samples {
    static final Duration KEPT = Duration.ofMinutes(30);

    private final Map<String, Map<String, Deque<Sample>>> byRunAndPart = new HashMap<>();

    synchronized void add(String run, Sample sample) {
        var ofPart = byRunAndPart
                .computeIfAbsent(run, any -> new HashMap<>())
                .computeIfAbsent(sample.part(), any -> new ArrayDeque<>());
        var newest = ofPart.peekLast();
        if (newest == null || sample.at().getEpochSecond() > newest.at().getEpochSecond()) {
            ofPart.addLast(sample);
        }
    }

    /** Oldest first. */
    synchronized List<Sample> of(String run, Instant now) {
        expire(now);
        return byRunAndPart.getOrDefault(run, Map.of()).values().stream()
                .flatMap(Deque::stream)
                .sorted(Comparator.comparing(Sample::at).thenComparing(Sample::part))
                .toList();
    }

    synchronized void expire(Instant now) {
        var oldest = now.minus(KEPT);
        byRunAndPart.values().removeIf(parts -> {
            parts.values().removeIf(samples -> {
                while (!samples.isEmpty() && samples.peekFirst().at().isBefore(oldest)) {
                    samples.removeFirst();
                }
                return samples.isEmpty();
            });
            return parts.isEmpty();
        });
    }
}
