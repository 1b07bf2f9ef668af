package dev.limbeck.orchestrator.view;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last half hour of each part, a sample a second at most. */
final class Samples {
    static final Duration KEPT = Duration.ofMinutes(30);

    private final Map<String, Map<String, Deque<Heard>>> byRunAndPart = new HashMap<>();

    private record Heard(Sample sample, Duration at) {}

    /** @return whether it is kept: there was none of this part in this second */
    synchronized boolean add(String run, Duration now, Sample sample) {
        var ofPart = byRunAndPart
                .computeIfAbsent(run, any -> new HashMap<>())
                .computeIfAbsent(sample.part(), any -> new ArrayDeque<>());
        var newest = ofPart.peekLast();
        boolean isFirst = newest == null || now.toSeconds() > newest.at().toSeconds();
        if (isFirst) {
            ofPart.addLast(new Heard(sample, now));
        }
        return isFirst;
    }

    /** Oldest first. */
    synchronized List<Sample> of(String run, Duration now) {
        expire(now);
        return byRunAndPart.getOrDefault(run, Map.of()).values().stream()
                .flatMap(Deque::stream)
                .map(Heard::sample)
                .sorted(Comparator.comparing(Sample::at).thenComparing(Sample::part))
                .toList();
    }

    synchronized void expire(Duration now) {
        var oldest = now.minus(KEPT);
        byRunAndPart.values().removeIf(parts -> {
            parts.values().removeIf(samples -> {
                while (!samples.isEmpty() && samples.peekFirst().at().compareTo(oldest) < 0) {
                    samples.removeFirst();
                }
                return samples.isEmpty();
            });
            return parts.isEmpty();
        });
    }
}
