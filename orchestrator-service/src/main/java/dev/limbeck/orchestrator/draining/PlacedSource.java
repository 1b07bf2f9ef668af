package dev.limbeck.orchestrator.draining;

import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.place.PlaceEntry.Taken;
import dev.limbeck.contract.place.SourcePlaces;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Goes by the place and the counts that teachers write in the transactions that move them, so that nothing rests on
 * offsets that a group has committed. A run that teachers of before have begun has not all of its records counted there;
 * those are counted on the topic.
 */
final class PlacedSource implements SourceProgress {
    private final Supplier<SourcePlaces> places;
    private final SourceProgress ofBefore;

    /** @param ofBefore for a run whose teachers have no place yet, or not from its beginning */
    PlacedSource(Supplier<SourcePlaces> places, SourceProgress ofBefore) {
        this.places = places;
        this.ofBefore = ofBefore;
    }

    @Override
    public Map<TopicPartition, Long> next(RunState state) {
        var known = places.get();
        if (known.taken().isEmpty()) {
            return ofBefore.next(state);
        }
        String topic = state.declaration().spec().source().topic();
        var next = new HashMap<TopicPartition, Long>();
        known.place().next().forEach((partition, offset) -> next.put(new TopicPartition(topic, partition), offset));
        return next;
    }

    @Override
    public long records(RunState state) {
        var known = places.get();
        if (known.taken().filter(Taken::whole).isEmpty()) {
            return ofBefore.records(state);
        }
        return known.reached().values().stream()
                .mapToLong(reached -> reached.labelled() + reached.deadLettered())
                .sum();
    }
}
