package dev.limbeck.contract.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.json.ContractJson;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedDifferencesTest {
    private static PairedDifferences of(int resolution, Map<Integer, Long> byDifference) {
        return new PairedDifferences(resolution, new TreeMap<>(byDifference));
    }

    private static PairedDifferences between(double first, double second, int resolution) {
        return PairedDifferences.between(new double[] {first}, new double[] {second}, resolution);
    }

    @Test
    void whereNetworksAreRightOrNotTheyAreWhatCountsSay() {
        // Given
        var counts = new PairedCounts(3, 2, 1, 1);
        // When
        var byValue =
                PairedDifferences.between(new double[] {1, 1, 1, 1, 1, 0, 0}, new double[] {1, 1, 1, 0, 0, 1, 0}, 1);
        // Then
        assertThat(PairedDifferences.of(counts)).isEqualTo(byValue).isEqualTo(of(1, Map.of(-1, 1L, 0, 4L, 1, 2L)));
        assertThat(byValue.examples()).isEqualTo(counts.examples());
        assertThat(byValue.mean()).isEqualTo(counts.difference());
        assertThat(byValue.reversed()).isEqualTo(PairedDifferences.of(counts.reversed()));
    }

    @Test
    void ofNoExamplesTheMeanIsZero() {
        // When
        var none = PairedDifferences.of(new PairedCounts(0, 0, 0, 0));
        // Then
        assertThat(none.byDifference()).isEmpty();
        assertThat(none.mean()).isZero();
        assertThat(none.examples()).isZero();
    }

    @ParameterizedTest(name = "{0} less {1} at {2}")
    @CsvSource({
        "1, 0, 100, 100",
        "0, 1, 100, -100",
        "0.3, 0.1, 100, 20",
        "0.1, 0.3, 100, -20",
        "0.5, 0.5, 7, 0",
        "0.833333333333, 0.666666666666, 6, 1",
        "0.499, 0, 100, 49",
        "0, 0.499, 100, -50",
        "0.0099, 0, 100, 0",
        "0, 0.0001, 100, -1",
        "1, 0.0001, 100, 99"
    })
    void oneExampleIsPutOnTheMarkBelow(double first, double second, int resolution, int marks) {
        assertThat(between(first, second, resolution)).isEqualTo(of(resolution, Map.of(marks, 1L)));
    }

    @Test
    void examplesBetweenTwoMarksKeepTheirSum() {
        // Given
        double[] first = {0.505, 0.505, 0.505, 0.505, 0.505};
        double[] second = {0.5, 0.5, 0.5, 0.5, 0.5};
        // Then
        assertThat(PairedDifferences.between(first, second, 100)).isEqualTo(of(100, Map.of(0, 3L, 1, 2L)));
        assertThat(PairedDifferences.between(second, first, 100)).isEqualTo(of(100, Map.of(-1, 3L, 0, 2L)));
    }

    /** With every stake, what a bet wins on the marks is no more than on the differences, and hardly less. */
    @ParameterizedTest(name = "resolution {0}")
    @ValueSource(ints = {2, 10, 37, 100})
    void roundingNeverFavoursTheFirst(int resolution) {
        var random = new SplittableRandom(resolution);
        for (int round = 0; round < 200; round++) {
            // Given
            int examples = 1 + random.nextInt(400);
            double spread = Math.pow(random.nextDouble(), 3);
            double[] first = new double[examples];
            double[] second = new double[examples];
            for (int i = 0; i < examples; i++) {
                second[i] = random.nextDouble();
                first[i] = Math.min(1, Math.max(0, second[i] + spread * (random.nextDouble() - 0.5)));
            }
            // When
            var differences = PairedDifferences.between(first, second, resolution);
            // Then
            double mean = IntStream.range(0, examples)
                    .mapToDouble(i -> first[i] - second[i])
                    .average()
                    .orElseThrow();
            assertThat(differences.examples()).isEqualTo(examples);
            assertThat(differences.mean()).isBetween(mean - 2.0 / examples, mean + 1e-9);
            for (double stake : new double[] {1e-3, 0.1, 0.5, 0.99}) {
                double exact = IntStream.range(0, examples)
                        .mapToDouble(i -> Math.log1p(stake * (first[i] - second[i])))
                        .sum();
                assertThat(logWealth(differences, stake)).isLessThanOrEqualTo(exact + 1e-6);
            }
        }
    }

    @Test
    void onOneHundredMarksHardlyAnythingIsLost() {
        // Given
        var random = new SplittableRandom(5);
        double[] first = new double[10_000];
        double[] second = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            second[i] = 0.2 + 0.6 * random.nextDouble();
            first[i] = second[i] + 0.0017 + 0.1 * (random.nextDouble() - 0.5);
        }
        // When
        var differences = PairedDifferences.between(first, second, PairedDifferences.FINEST);
        // Then
        double exact = IntStream.range(0, first.length)
                .mapToDouble(i -> Math.log1p(first[i] - second[i]))
                .sum();
        assertThat(logWealth(differences, 1)).isBetween(exact - 0.15, exact);
    }

    private static double logWealth(PairedDifferences differences, double stake) {
        return differences.byDifference().entrySet().stream()
                .mapToDouble(
                        one -> one.getValue() * Math.log1p(stake * one.getKey() / (double) differences.resolution()))
                .sum();
    }

    @Test
    void theOrderOfExamplesMakesNoDifference() {
        // Given
        var random = new SplittableRandom(1);
        double[] first = random.doubles(1000).toArray();
        double[] second = random.doubles(1000).toArray();
        double[] firstReversed =
                IntStream.range(0, 1000).mapToDouble(i -> first[999 - i]).toArray();
        double[] secondReversed =
                IntStream.range(0, 1000).mapToDouble(i -> second[999 - i]).toArray();
        // Then
        assertThat(PairedDifferences.between(first, second, 100))
                .isEqualTo(PairedDifferences.between(firstReversed, secondReversed, 100));
    }

    @Test
    void aBillionExamplesOnEveryMarkAreCounted() {
        // Given
        SortedMap<Integer, Long> all = new TreeMap<>();
        LongStream.rangeClosed(-100, 100).forEach(marks -> all.put((int) marks, 1_000_000_000L));
        // When
        var differences = of(100, all);
        // Then
        assertThat(differences.examples()).isEqualTo(201_000_000_000L);
        assertThat(differences.mean()).isZero();
        assertThat(of(100, Map.of(-100, 1_000_000_000L)).mean()).isEqualTo(-1);
        assertThat(of(100, Map.of(3, 2_000_000_000L, 0, 1_000_000_000L)).mean()).isCloseTo(0.02, within(1e-15));
        assertThat(ContractJson.write(differences)).hasSizeLessThan(4000);
    }

    @Test
    void isReadAsItIsWritten() {
        // Given
        var differences = of(100, Map.of(-12, 3L, 0, 1900L, 5, 88L));
        // When
        byte[] json = ContractJson.write(differences);
        // Then
        assertThat(new String(json, UTF_8))
                .isEqualTo("{\"resolution\":100,\"byDifference\":{\"-12\":3,\"0\":1900,\"5\":88}}");
        assertThat(ContractJson.read(json, PairedDifferences.class)).isEqualTo(differences);
    }

    @Test
    void whatIsNotAllowedIsRefusedWithWhatIs() {
        assertThatThrownBy(() -> of(0, Map.of())).hasMessage("resolution is 0, allowed is 1 to 100");
        assertThatThrownBy(() -> of(101, Map.of())).hasMessage("resolution is 101, allowed is 1 to 100");
        assertThatThrownBy(() -> between(0, 0, 0)).hasMessage("resolution is 0, allowed is 1 to 100");
        assertThatThrownBy(() -> of(10, Map.of(-11, 1L))).hasMessage("a difference is -11 marks, allowed is -10 to 10");
        assertThatThrownBy(() -> of(10, Map.of(Integer.MIN_VALUE, 1L)))
                .hasMessage("a difference is -2147483648 marks, allowed is -10 to 10");
        assertThatThrownBy(() -> of(10, Map.of(3, 0L)))
                .hasMessage("0 examples differ by 3 marks, allowed is 1 or more");
        assertThatThrownBy(() -> of(10, Map.of(3, Long.MAX_VALUE, 4, 1L)))
                .hasMessage("there are more than 9223372036854775807 examples");
        assertThatThrownBy(() -> PairedDifferences.between(new double[3], new double[2], 100))
                .hasMessage("3 values of one network and 2 of the other");
        assertThatThrownBy(() -> between(Double.NaN, 0, 100)).hasMessage("value 0 is NaN, allowed is 0 to 1");
        assertThatThrownBy(() -> between(0, 1.0000001, 100)).hasMessage("value 0 is 1.0000001, allowed is 0 to 1");
        assertThatThrownBy(() -> between(-1e-9, 0, 100)).hasMessage("value 0 is -1.0E-9, allowed is 0 to 1");
        assertThatThrownBy(() -> between(1, 0.5, 1)).hasMessage("value 0 is 0.5, allowed at resolution 1 is 0 or 1");
    }
}
