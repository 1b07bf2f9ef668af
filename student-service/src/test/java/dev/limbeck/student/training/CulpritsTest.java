package dev.limbeck.student.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.student.Examples;
import dev.limbeck.student.batch.MiniBatch.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CulpritsTest {
    private final List<Item> items = IntStream.range(0, 64)
            .mapToObj(i -> new Item(0, i, Examples.example(i), Examples.ORIGINAL))
            .toList();

    @Test
    void exactlyTheCulpritsAreFound() {
        for (Set<Long> guilty : List.of(Set.of(0L), Set.of(63L), Set.of(5L, 6L, 40L), Set.of(31L, 32L))) {
            assertThat(culprits(guilty, new AtomicInteger()))
                    .extracting(Item::offset)
                    .containsExactlyInAnyOrderElementsOf(guilty);
        }
    }

    @Test
    void oneCulpritTakesFewTrials() {
        var trials = new AtomicInteger();
        culprits(Set.of(17L), trials);
        assertThat(trials.get()).isLessThanOrEqualTo(12);
    }

    @Test
    void nobodyIsJudgedAloneWhereThatCannotBe() {
        // Given: alone, everybody would be at fault
        Predicate<List<Integer>> isFine = some -> some.size() > 1 && !some.contains(7);
        // When, then
        assertThat(new Culprits<>(isFine, 2, -1)
                        .among(IntStream.range(0, 10).boxed().toList()))
                .containsExactly(7);
        assertThat(new Culprits<>(isFine, 2, -1).among(List.of(7, 8))).containsExactly(7);
        assertThat(new Culprits<>(isFine, 2, -1).among(List.of(7))).containsExactly(7);
    }

    @Test
    void whatIsLeftIsFineTogetherEvenIfHalvesWereFineAndTheWholeWasNot() {
        // Given: values that must not add up to more than ten
        Predicate<List<Integer>> isFine =
                some -> some.stream().mapToInt(Integer::intValue).sum() <= 10;
        var values = List.of(4, 4, 4, 1);
        // When
        var left = new ArrayList<>(values);
        new Culprits<>(isFine, 1, 0).among(values).forEach(left::remove);
        // Then
        assertThat(left).containsExactlyInAnyOrder(4, 4, 1);
    }

    private List<Item> culprits(Set<Long> guilty, AtomicInteger trials) {
        return new Culprits<Item>(
                        half -> {
                            trials.incrementAndGet();
                            return half.stream().noneMatch(item -> guilty.contains(item.offset()));
                        },
                        1,
                        items.get(0))
                .among(items);
    }
}
