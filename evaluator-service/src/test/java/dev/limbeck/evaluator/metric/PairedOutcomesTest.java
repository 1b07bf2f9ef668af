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
    private static double[] right(int... values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }

    @Test
    void countWhoIsRightExampleByExample() {
        // Given
        double[] first = right(1, 1, 0, 0, 0);
        double[] second = right(1, 0, 0, 1, 1);
        var truth = List.of(
                OptionalInt.of(0), OptionalInt.of(0), OptionalInt.of(0), OptionalInt.empty(), OptionalInt.of(1));
        // Then
        assertThat(PairedOutcomes.of(first, second)).isEqualTo(new PairedCounts(1, 1, 2, 1));
        assertThat(PairedOutcomes.perClass(truth, i -> first[i], i -> second[i]))
                .containsExactly(
                        new ClassComparison(0, new PairedCounts(1, 1, 0, 1)),
                        new ClassComparison(1, new PairedCounts(0, 0, 1, 0)));
    }

    @Property(tries = 200)
    void turnAroundWithTheNetworks(@ForAll("examples") List<List<Integer>> examples) {
        // Given
        double[] first = examples.stream().mapToDouble(one -> one.get(0)).toArray();
        double[] second = examples.stream().mapToDouble(one -> one.get(1)).toArray();
        // When
        var counts = PairedOutcomes.of(first, second);
        var turned = PairedOutcomes.of(second, first);
        // Then
        assertThat(turned.wins()).isEqualTo(counts.losses());
        assertThat(turned.losses()).isEqualTo(counts.wins());
        assertThat(turned.bothRight()).isEqualTo(counts.bothRight());
        assertThat(counts.examples()).isEqualTo(examples.size());
    }

    @Provide
    Arbitrary<List<List<Integer>>> examples() {
        return Arbitraries.integers().between(0, 1).list().ofSize(2).list().ofMaxSize(60);
    }

    @Test
    void refuseValuesOfOtherExamples() {
        assertThatThrownBy(() -> PairedOutcomes.of(right(0), right(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 values of one network and 2 of the other");
    }
}
