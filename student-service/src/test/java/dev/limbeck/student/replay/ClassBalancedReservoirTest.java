package dev.limbeck.student.replay;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.student.replay.ClassBalancedReservoir.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ClassBalancedReservoirTest {
    private record Item(int number, int label) {}

    @Property
    void nothingIsLostThatThereIsRoomFor(
            @ForAll @Size(max = 80) List<@IntRange(max = 6) Integer> labels,
            @ForAll @IntRange(min = 1, max = 30) int capacity) {
        var kept = filled(capacity, labels, 1).contents().kept();

        assertThat(kept).hasSize(Math.min(capacity, labels.size())).doesNotHaveDuplicates();
    }

    @Property
    void classesThatWereEverTheLargestDifferByOneAtMostAndAllOthersAreKeptWhole(
            @ForAll @Size(min = 30, max = 200) List<@IntRange(max = 6) Integer> labels,
            @ForAll @IntRange(min = 1, max = 30) int capacity,
            @ForAll long seed) {
        // Given
        var contents = filled(capacity, labels, seed).contents();
        // When
        var sizes = contents.kept().stream().collect(groupingBy(Item::label, counting()));
        // Then
        long most = Collections.max(sizes.values());
        contents.counts().met().forEach((label, met) -> {
            long kept = sizes.getOrDefault(label, 0L);
            if (contents.counts().full().contains(label)) {
                assertThat(kept).isBetween(most - 1, most);
            } else {
                assertThat(kept).isEqualTo(met).isLessThanOrEqualTo(most);
            }
        });
    }

    @Property
    void oneThatWasSavedAndRestoredGoesOnAlike(
            @ForAll @Size(min = 1, max = 120) List<@IntRange(max = 4) Integer> labels,
            @ForAll @IntRange(min = 1, max = 20) int capacity,
            @ForAll @IntRange(max = 119) int savedAfter,
            @ForAll long seed) {
        // Given
        var items = items(labels);
        int middle = Math.min(savedAfter, items.size());
        var undisturbed = offered(new ClassBalancedReservoir<>(capacity, Item::label), items.subList(0, middle), seed);
        var resumed = offered(new ClassBalancedReservoir<>(capacity, Item::label), items(List.of(9, 9, 9)), seed);
        // When
        resumed.restore(undisturbed.contents());
        offered(undisturbed, items.subList(middle, items.size()), seed + 1);
        offered(resumed, items.subList(middle, items.size()), seed + 1);
        // Then
        assertThat(resumed.contents()).isEqualTo(undisturbed.contents());
        assertThat(resumed.draw(5, new Random(seed))).isEqualTo(undisturbed.draw(5, new Random(seed)));
    }

    @Property
    void differentPlacesAreDrawn(
            @ForAll @Size(max = 40) List<@IntRange(max = 3) Integer> labels,
            @ForAll @IntRange(max = 40) int count,
            @ForAll long seed) {
        var reservoir = filled(25, labels, seed);
        assertThat(reservoir.draw(count, new Random(seed)).stream().map(reservoir::at))
                .hasSize(Math.min(count, reservoir.size()))
                .doesNotHaveDuplicates();
    }

    @Property
    void whatIsDroppedIsGoneAndNothingElse(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 3) Integer> labels,
            @ForAll @IntRange(max = 30) int count,
            @ForAll long seed) {
        // Given
        var reservoir = filled(25, labels, seed);
        List<Place> places = reservoir.draw(count, new Random(seed));
        var expected = new ArrayList<>(reservoir.contents().kept());
        expected.removeAll(places.stream().map(reservoir::at).toList());
        // When
        reservoir.drop(places);
        // Then
        assertThat(reservoir.contents().kept()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(reservoir.size()).isEqualTo(expected.size());
    }

    @Test
    void aClassThatWasDroppedWholeComesBackOnceTheOthersHaveTakenItsRoom() {
        // Given
        var random = new Random(1);
        var reservoir = filled(4, List.of(0, 0, 1, 1), 1);
        reservoir.drop(List.of(new Place(1, 0), new Place(1, 1)));
        offered(reservoir, items(List.of(0, 0, 0)), 2);
        // When
        reservoir.offer(new Item(100, 1), random);
        // Then
        assertThat(reservoir.contents().kept()).extracting(Item::label).containsExactly(0, 0, 0, 1);
    }

    @Test
    void ofAStreamWithNineOfOneClassToOneOfAnotherHalfIsKeptOfEach() {
        var labels = IntStream.range(0, 2000).mapToObj(i -> i % 10 == 0 ? 1 : 0).toList();
        assertThat(filled(100, labels, 3).contents().kept().stream().collect(groupingBy(Item::label, counting())))
                .isEqualTo(Map.of(0, 50L, 1, 50L));
    }

    /** 5 of 20 are kept of a class: each with probability 1/4, early or late. */
    @Test
    void withinAClassEachIsEquallyProbable() {
        // Given
        int trials = 4000;
        var labels = IntStream.range(0, 40).mapToObj(i -> i % 2).toList();
        Map<Integer, Integer> times = new HashMap<>();
        // When
        for (int seed = 0; seed < trials; seed++) {
            filled(10, labels, 1_000_003L * seed)
                    .contents()
                    .kept()
                    .forEach(item -> times.merge(item.number(), 1, Integer::sum));
        }
        // Then: within 5 standard deviations
        double deviation = Math.sqrt(trials * 0.25 * 0.75);
        assertThat(times).hasSize(40);
        assertThat(times.values())
                .allSatisfy(count -> assertThat((double) count).isCloseTo(trials / 4.0, within(5 * deviation)));
    }

    private static ClassBalancedReservoir<Item> filled(int capacity, List<Integer> labels, long seed) {
        return offered(new ClassBalancedReservoir<>(capacity, Item::label), items(labels), seed);
    }

    private static ClassBalancedReservoir<Item> offered(
            ClassBalancedReservoir<Item> reservoir, List<Item> items, long seed) {
        var random = new Random(seed);
        items.forEach(item -> reservoir.offer(item, random));
        return reservoir;
    }

    private static List<Item> items(List<Integer> labels) {
        return IntStream.range(0, labels.size())
                .mapToObj(number -> new Item(number, labels.get(number)))
                .toList();
    }
}
