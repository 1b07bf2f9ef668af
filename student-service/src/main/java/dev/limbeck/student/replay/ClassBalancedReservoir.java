package dev.limbeck.student.replay;

import dev.limbeck.contract.checkpoint.ReplayCounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * A sample of a stream in bounded memory that holds its classes as evenly as they came: each class is a uniform sample of
 * what the stream had of it, and a rare class is kept whole until the others have come down to its size (class-balancing
 * reservoir sampling: Chrysakis and Moens, "Online Continual Learning from Imbalanced Data", ICML 2020, algorithm 1).
 * Among classes of equal size the lowest counts as the largest. All follows from what was offered and the random numbers.
 *
 * @param <T> what is kept
 */
final class ClassBalancedReservoir<T> {
    private static final Comparator<Place> LAST_FIRST =
            Comparator.comparingInt(Place::index).reversed();

    private final int capacity;
    private final ToIntFunction<T> classOf;
    /** By class, in an order that says nothing but has to be kept: random places point into it. */
    private final SortedMap<Integer, List<T>> kept = new TreeMap<>();

    private final SortedMap<Integer, Long> met = new TreeMap<>();
    private final SortedSet<Integer> full = new TreeSet<>();
    private int size;

    /** @param capacity above 0 */
    ClassBalancedReservoir(int capacity, ToIntFunction<T> classOf) {
        this.capacity = capacity;
        this.classOf = classOf;
    }

    /** Where something is kept, until the next change. */
    record Place(int label, int index) {}

    /**
     * All of it.
     *
     * @param kept by class, the lowest first
     */
    record Contents<T>(List<T> kept, ReplayCounts counts) {
        Contents {
            kept = List.copyOf(kept);
        }
    }

    int size() {
        return size;
    }

    void offer(T item, Random random) {
        int label = classOf.applyAsInt(item);
        long metOfClass = met.merge(label, 1L, Long::sum);
        if (size == capacity && full.contains(label)) {
            replaceOneOfItsClass(label, item, metOfClass, random);
            return;
        }
        if (size == capacity) {
            List<T> largest = keptOf(largest());
            removeAt(largest, random.nextInt(largest.size()));
        }
        add(label, item);
        if (size == capacity) {
            noteFull();
        }
    }

    /** As in a plain reservoir of the class's present size. */
    private void replaceOneOfItsClass(int label, T item, long metOfClass, Random random) {
        List<T> others = keptOf(label);
        long place = (long) (random.nextDouble() * metOfClass); // what Random specifies, to the bit
        if (place < others.size()) {
            others.set((int) place, item);
        }
    }

    private void add(int label, T item) {
        keptOf(label).add(item);
        size++;
    }

    private void removeAt(List<T> items, int index) {
        int last = items.size() - 1;
        items.set(index, items.get(last));
        items.remove(last);
        size--;
    }

    private int largest() {
        return kept.keySet().stream()
                .max(Comparator.<Integer>comparingInt(label -> keptOf(label).size())
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private void noteFull() {
        int most = kept.values().stream().mapToInt(List::size).max().orElse(0);
        kept.forEach((label, items) -> {
            if (items.size() == most) {
                full.add(label);
            }
        });
    }

    /**
     * Different places, each equally probable (Floyd's algorithm: Bentley and Floyd, "Programming Pearls: A Sample of
     * Brilliance", CACM 30(9), 1987, doi:10.1145/30401.315746).
     *
     * @param count as many as there are, if there are fewer
     */
    List<Place> draw(int count, Random random) {
        var drawn = new LinkedHashSet<Integer>();
        for (int bound = size - Math.min(count, size); bound < size; bound++) {
            int candidate = random.nextInt(bound + 1);
            if (!drawn.add(candidate)) {
                drawn.add(bound);
            }
        }
        return drawn.stream().map(this::place).toList();
    }

    private Place place(int number) {
        int index = number;
        for (var items : kept.entrySet()) {
            if (index < items.getValue().size()) {
                return new Place(items.getKey(), index);
            }
            index -= items.getValue().size();
        }
        throw new IndexOutOfBoundsException(number);
    }

    T at(Place place) {
        return keptOf(place.label()).get(place.index());
    }

    /** Forgets what is there. A class that loses some may grow again. */
    void drop(Collection<Place> places) {
        // What is moved into a hole comes from behind all that are still to go.
        places.stream().sorted(LAST_FIRST).forEach(place -> {
            removeAt(keptOf(place.label()), place.index());
            full.remove(place.label());
        });
    }

    private List<T> keptOf(int label) {
        return kept.computeIfAbsent(label, first -> new ArrayList<>());
    }

    Contents<T> contents() {
        return new Contents<>(kept.values().stream().flatMap(List::stream).toList(), new ReplayCounts(met, full));
    }

    /** Takes over what was kept, in the place of all there is. */
    void restore(Contents<T> contents) {
        kept.clear();
        met.clear();
        full.clear();
        size = 0;
        contents.kept().forEach(item -> add(classOf.applyAsInt(item), item));
        met.putAll(contents.counts().met());
        full.addAll(contents.counts().full());
    }
}
