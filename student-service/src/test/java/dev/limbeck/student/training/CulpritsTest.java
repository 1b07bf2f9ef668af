package dev.limbeck.student.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.student.Examples;
import dev.limbeck.student.batch.MiniBatch.Item;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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

    private List<Item> culprits(Set<Long> guilty, AtomicInteger trials) {
        return new Culprits<Item>(half -> {
                    trials.incrementAndGet();
                    return half.stream().noneMatch(item -> guilty.contains(item.offset()));
                })
                .among(items);
    }
}
