package dev.limbeck.contract.place;

import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.place.PlaceEntry.Reached;
import dev.limbeck.contract.place.PlaceEntry.Taken;
import dev.limbeck.contract.place.PlaceEntry.Told;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * What a run's place topic says.
 *
 * @param taken empty before the first record
 * @param reached by partition; one that no record was read of need not be there
 * @param told by what it was about
 */
public record SourcePlaces(Optional<Taken> taken, SortedMap<Integer, Reached> reached, SortedMap<String, String> told) {
    public static final SourcePlaces NONE = new SourcePlaces(Optional.empty(), new TreeMap<>(), new TreeMap<>());

    private static final String TOPIC = "topic";
    private static final String TOLD = "told/";

    private static final Kinds<PlaceEntry, BiFunction<SourcePlaces, String, SourcePlaces>> WITH =
            Kinds.<PlaceEntry, BiFunction<SourcePlaces, String, SourcePlaces>>of(PlaceEntry.class)
                    .when(
                            Taken.class,
                            taken -> (places, key) -> new SourcePlaces(Optional.of(taken), places.reached, places.told))
                    .when(Reached.class, reached -> (places, key) -> places.with(key, reached))
                    .when(Told.class, told -> (places, key) -> places.with(key, told))
                    .all();

    public SourcePlaces {
        reached = Collections.unmodifiableSortedMap(new TreeMap<>(reached));
        told = Collections.unmodifiableSortedMap(new TreeMap<>(told));
    }

    /** Key of {@link Taken}. */
    public static String key() {
        return TOPIC;
    }

    /** Key of a partition's {@link Reached}. */
    public static String key(int partition) {
        return String.valueOf(partition);
    }

    /** Key of {@link Told}. */
    public static String toldKey(String about) {
        return TOLD + about;
    }

    /** With one more line of the topic. */
    public SourcePlaces with(String key, PlaceEntry entry) {
        return WITH.of(entry).apply(this, key);
    }

    private SourcePlaces with(String key, Reached place) {
        var places = new TreeMap<>(reached);
        places.put(Integer.parseInt(key), place);
        return new SourcePlaces(taken, places, told);
    }

    private SourcePlaces with(String key, Told telling) {
        var all = new TreeMap<>(told);
        all.put(key.substring(TOLD.length()), telling.of());
        return new SourcePlaces(taken, reached, all);
    }

    /** Whether the run was told of that already. */
    public boolean isTold(String about, String of) {
        return of.equals(told.get(about));
    }

    /** Where the run stands on the topic that it reads. */
    public Place place() {
        if (taken.isEmpty()) {
            return new Place(Optional.empty(), new TreeMap<>());
        }
        var next = new TreeMap<>(taken.get().from());
        reached.forEach((partition, place) -> {
            if (place.topicId().equals(taken.get().topicId())) {
                next.put(partition, place.next());
            }
        });
        return new Place(Optional.of(taken.get().topicId()), next);
    }

    /** How far a partition of the topic that is read has come. */
    public Reached of(int partition) {
        String topicId = taken.orElseThrow().topicId();
        long next = place().next().getOrDefault(partition, 0L);
        var counted = reached.get(partition);
        return counted == null
                ? new Reached(topicId, next, 0, 0, 0)
                : new Reached(topicId, next, counted.labelled(), counted.deadLettered(), counted.gone());
    }
}
