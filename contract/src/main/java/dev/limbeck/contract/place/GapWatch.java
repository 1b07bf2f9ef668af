package dev.limbeck.contract.place;

import dev.limbeck.contract.place.TopicNow.Extent;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds a stage's place against the topic as it is. A stage that knows which topic it reads knows all of its partitions
 * from their first record: one that is not in its place has come since.
 */
public final class GapWatch {
    private GapWatch() {}

    /** What would be lost, read twice or taken for something else if the stage went on as if nothing had happened. */
    public static Optional<Obstacle> between(Place place, TopicNow topic) {
        var known = place.topicId();
        if (known.isPresent() && !known.get().equals(topic.id())) {
            return Optional.of(new Obstacle.Recreated(known.get(), topic.id()));
        }
        var gone = new TreeMap<Integer, OffsetRange>();
        var missing = new TreeMap<Integer, OffsetRange>();
        topic.partitions().forEach((partition, extent) -> {
            long wanted = wanted(place, partition, extent);
            if (wanted < extent.begin()) {
                gone.put(partition, new OffsetRange(wanted, extent.begin()));
            } else if (wanted > extent.end()) {
                missing.put(partition, new OffsetRange(extent.end(), wanted));
            }
        });
        if (!gone.isEmpty()) {
            return Optional.of(new Obstacle.Overtaken(gone));
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(new Obstacle.Shortened(missing));
    }

    /** Per partition of the topic, the first record to read: the one needed next, or the nearest there is. */
    public static SortedMap<Integer, Long> nearest(Place place, TopicNow topic) {
        var nearest = new TreeMap<Integer, Long>();
        topic.partitions()
                .forEach((partition, extent) -> nearest.put(
                        partition, Math.max(extent.begin(), Math.min(wanted(place, partition, extent), extent.end()))));
        return nearest;
    }

    private static long wanted(Place place, int partition, Extent extent) {
        Long next = place.next().get(partition);
        if (next != null) {
            return next;
        }
        return place.topicId().isPresent() ? 0 : extent.begin();
    }
}
