package dev.limbeck.evaluator.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.event.Comparison.ClassComparison;
import dev.limbeck.contract.event.PairedCounts;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PairedOutcomesTest {
    private static TopClasses saying(Integer... classes) {
        return TopClasses.of(
                Arrays.stream(classes).map(top -> Logits.certainOf(top, 3)).toList());
    }

    private static List<OptionalInt> truth(Integer... classes) {
        return Arrays.stream(classes).map(OptionalInt::of).toList();
    }

    @Test
    void countWhoIsRightExampleByExample() {
        // Given
        var first = saying(0, 0, 1, 2, 2);
        var second = saying(0, 1, 1, 0, 1);
        var truth = truth(0, 0, 0, 0, 1);
        // Then
        assertThat(PairedOutcomes.of(first, second, truth)).isEqualTo(new PairedCounts(1, 1, 2, 1));
        assertThat(PairedOutcomes.perClass(first, second, truth))
                .containsExactly(
                        new ClassComparison(0, new PairedCounts(1, 1, 1, 1)),
                        new ClassComparison(1, new PairedCounts(0, 0, 1, 0)));
    }

    @Test
    void passOverExamplesWhoseTruthNobodyKnows() {
        // Given
        var truth = List.of(OptionalInt.of(0), OptionalInt.empty());
        // Then
        assertThat(PairedOutcomes.of(saying(0, 1), saying(1, 0), truth)).isEqualTo(new PairedCounts(0, 1, 0, 0));
    }

    @Property(tries = 200)
    void turnAroundWithTheNetworks(@ForAll("examples") List<List<Integer>> examples) {
        // Given
        var first = saying(examples.stream().map(one -> one.get(0)).toArray(Integer[]::new));
        var second = saying(examples.stream().map(one -> one.get(1)).toArray(Integer[]::new));
        var truth = truth(examples.stream().map(one -> one.get(2)).toArray(Integer[]::new));
        // When
        var counts = PairedOutcomes.of(first, second, truth);
        var turned = PairedOutcomes.of(second, first, truth);
        // Then
        assertThat(turned.wins()).isEqualTo(counts.losses());
        assertThat(turned.losses()).isEqualTo(counts.wins());
        assertThat(turned.bothRight()).isEqualTo(counts.bothRight());
        assertThat(counts.examples()).isEqualTo(examples.size());
    }

    @Provide
    Arbitrary<List<List<Integer>>> examples() {
        return Arbitraries.integers().between(0, 2).list().ofSize(3).list().ofMaxSize(60);
    }

    @Test
    void refusePredictionsOfOtherExamples() {
        assertThatThrownBy(() -> PairedOutcomes.of(saying(0), saying(0, 1), truth(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 and 2 predictions for 2 examples");
    }
}
