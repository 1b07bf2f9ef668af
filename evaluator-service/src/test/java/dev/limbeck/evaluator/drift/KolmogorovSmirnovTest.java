package dev.limbeck.evaluator.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KolmogorovSmirnovTest {
    @Test
    void equalValuesAreNotApartHoweverManyThereAre() {
        // Given
        double[] few = new double[100];
        double[] many = new double[400];
        // When
        double distance = KolmogorovSmirnov.distance(few, many);
        // Then
        assertThat(distance).isZero();
    }

    @Property
    void isTheLargestDistanceBehindAnyValue(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 6) Integer> first,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 6) Integer> second) {
        // Given
        double expected = 0;
        for (int value = 0; value <= 6; value++) {
            expected = Math.max(expected, Math.abs(shareUpTo(value, first) - shareUpTo(value, second)));
        }
        // When
        double distance = KolmogorovSmirnov.distance(sorted(first), sorted(second));
        // Then
        assertThat(distance).isCloseTo(expected, within(1e-12));
        assertThat(KolmogorovSmirnov.distance(sorted(second), sorted(first))).isEqualTo(distance);
    }

    @ParameterizedTest(name = "{0} different values")
    @ValueSource(ints = {2, 5, 1_000_000})
    void chanceGoesFartherAtMostAsOftenAsItMay(int values) {
        // Given
        double level = 0.05;
        int trials = 2000;
        var random = new Random(values);
        double byChance = KolmogorovSmirnov.byChance(400, 100, level);
        // When
        int farther = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] first =
                    random.ints(400, 0, values).asDoubleStream().sorted().toArray();
            double[] second =
                    random.ints(100, 0, values).asDoubleStream().sorted().toArray();
            farther += KolmogorovSmirnov.distance(first, second) > byChance ? 1 : 0;
        }
        // Then
        assertThat(farther).isLessThanOrEqualTo((int) (level * trials));
    }

    private static double shareUpTo(int value, List<Integer> values) {
        return values.stream().filter(one -> one <= value).count() / (double) values.size();
    }

    private static double[] sorted(List<Integer> values) {
        double[] sorted = values.stream().mapToDouble(Integer::intValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
