package dev.limbeck.evaluator.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdwinTest {
    @ParameterizedTest(name = "a share of {0}")
    @ValueSource(doubles = {0.01, 0.1, 0.5})
    void cutsAWindowInWhichNothingChangesAtMostAsOftenAsItMayOverTheWholeStream(double share) {
        // Given
        double alpha = 0.05;
        int streams = 300;
        var random = new Random(5);
        // When
        int cut = 0;
        for (int stream = 0; stream < streams; stream++) {
            var adwin = share == 0.5 ? Adwin.ofMeans(new LookBudget(alpha)) : Adwin.ofShares(new LookBudget(alpha));
            boolean changed = false;
            for (int i = 0; i < 3000; i++) {
                changed |= adwin.add(random.nextDouble() < share ? 1 : 0).isPresent();
            }
            cut += changed ? 1 : 0;
        }
        // Then
        assertThat(cut).isLessThanOrEqualTo((int) (alpha * streams));
    }

    @Test
    void noticesARiseThatTakesItsTime() {
        // Given
        var adwin = Adwin.ofShares(new LookBudget(0.0005));
        var random = new Random(2);
        for (int i = 0; i < 3000; i++) {
            adwin.add(random.nextDouble() < 0.05 ? 1 : 0);
        }
        // When
        int noticed = IntStream.range(0, 4000)
                .filter(i -> adwin.add(random.nextDouble() < 0.05 + 0.1 * i / 4000 ? 1 : 0)
                        .filter(change -> change.after() > change.before())
                        .isPresent())
                .findFirst()
                .orElseThrow();
        // Then: before the share is two and a half times what it was
        assertThat(noticed).isLessThan(3000);
    }

    @Test
    void equalValuesAreNoChangeThoughSumsOfThemAreRounded() {
        // Given
        var adwin = Adwin.ofMeans(new LookBudget(0.5));
        // When
        var changes = IntStream.range(0, 20_000)
                .mapToObj(i -> adwin.add(0.1))
                .filter(Optional::isPresent)
                .toList();
        // Then
        assertThat(changes).isEmpty();
    }

    @Test
    void detectsWhatRiversDocumentationSaysAtTheSameValue() {
        // Given
        var adwin = Adwin.ofMeans(new LookBudget(0.002));
        var stream = documentedByRiver();
        List<Integer> detected = new ArrayList<>();
        // When
        for (int i = 0; i < stream.length(); i++) {
            if (adwin.add(stream.charAt(i) - '0').isPresent()) {
                detected.add(i);
            }
        }
        // Then
        assertThat(detected.get(0)).isEqualTo(1023);
    }

    @Test
    void tellsTheMeansOnEitherSideOfAChange() {
        // Given
        var adwin = Adwin.ofMeans(new LookBudget(0.002));
        var random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            adwin.add(random.nextDouble() < 0.1 ? 1 : 0);
        }
        // When
        MeanShift change = null;
        while (change == null) {
            change = adwin.add(random.nextDouble() < 0.6 ? 1 : 0).orElse(null);
        }
        // Then
        assertThat(change.before()).isCloseTo(0.1, within(0.03));
        assertThat(change.after()).isGreaterThan(0.25);
    }

    @Property
    void keepsTheMomentsOfAllItsValuesWhileNothingChanges(
            @ForAll @Size(min = 1, max = 31) List<@DoubleRange(min = 0, max = 1) Double> values) {
        // Given
        var adwin = Adwin.ofMeans(new LookBudget(0.002));
        // When
        values.forEach(adwin::add);
        // Then
        double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
        double variance = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        assertThat(adwin.width()).isEqualTo(values.size());
        assertThat(adwin.mean()).isCloseTo(mean, within(1e-12));
        assertThat(adwin.variance()).isCloseTo(variance, within(1e-12));
    }

    /** {@code random.Random(12345)} of Python; a digit a value. */
    private static String documentedByRiver() {
        try (var stream = AdwinTest.class.getResourceAsStream("documented-by-river.txt")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8).replace("\n", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
