package dev.limbeck.evaluator.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdwinTest {
    @ParameterizedTest(name = "{0}, delta {1}")
    @CsvSource({"adwin-stationary, 0.002", "adwin-abrupt, 0.002", "adwin-gradual, 0.05", "adwin-to-and-fro, 0.01"})
    void cutsItsWindowWhereItsAuthorsImplementationDoes(String stream, double delta) {
        // Given
        var adwin = new Adwin(delta);
        for (var row : ReferenceVectors.rows(stream + ".csv")) {
            // When
            var change = adwin.add(Double.parseDouble(row[0]));
            // Then
            if (row.length == 1) {
                assertThat(change).isEmpty();
            } else {
                assertThat(change.isPresent()).isEqualTo(Boolean.parseBoolean(row[1]));
                assertThat(adwin.width()).isEqualTo(Long.parseLong(row[2]));
                assertThat(adwin.mean()).isCloseTo(Double.parseDouble(row[3]), within(1e-9));
                assertThat(adwin.variance()).isCloseTo(Double.parseDouble(row[4]), within(1e-9));
            }
        }
    }

    @Test
    void detectsWhatRiversDocumentationSaysAtTheSameValue() {
        // Given
        var adwin = new Adwin(0.002);
        var stream = ReferenceVectors.documentedByRiver();
        List<Integer> detected = new ArrayList<>();
        // When
        for (int i = 0; i < stream.size(); i++) {
            if (adwin.add(stream.get(i)).isPresent()) {
                detected.add(i);
            }
        }
        // Then
        assertThat(detected.get(0)).isEqualTo(1023);
    }

    @Test
    void tellsTheMeansOnEitherSideOfAChange() {
        // Given
        var adwin = new Adwin(0.002);
        var random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            adwin.add(random.nextDouble() < 0.1 ? 1 : 0);
        }
        // When
        Change change = null;
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
        var adwin = new Adwin(0.002);
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
}
