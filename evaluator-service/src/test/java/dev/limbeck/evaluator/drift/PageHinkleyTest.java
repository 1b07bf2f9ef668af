package dev.limbeck.evaluator.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageHinkleyTest {
    /** River counts from 1, so its {@code min_instances=30} are 29 values. */
    private static final int FEWEST = 29;

    @ParameterizedTest
    @ValueSource(strings = {"stationary", "abrupt", "gradual"})
    void sumsAndDetectsAsRiverDoes(String stream) {
        // Given
        var test = new PageHinkley(FEWEST, 0.005, 20);
        for (var row : ReferenceVectors.rows("page-hinkley-" + stream + ".csv")) {
            // When
            var change = test.add(Double.parseDouble(row[0]));
            // Then
            assertThat(change.isPresent()).isEqualTo(Boolean.parseBoolean(row[1]));
            if (change.isEmpty()) {
                assertThat(test.excess()).isCloseTo(Double.parseDouble(row[2]), within(1e-9));
            }
        }
    }

    @Test
    void detectsWhatRiversDocumentationSaysAtTheSameValue() {
        // Given
        var test = new PageHinkley(FEWEST, 0.005, 50);
        var stream = ReferenceVectors.documentedByRiver();
        List<Integer> detected = new ArrayList<>();
        // When
        for (int i = 0; i < stream.size(); i++) {
            if (test.add(stream.get(i)).isPresent()) {
                detected.add(i);
            }
        }
        // Then
        assertThat(detected).containsExactly(1006);
    }

    @Test
    void tellsTheMeansOnEitherSideOfTheRise() {
        // Given
        var test = new PageHinkley(FEWEST, 0.005, 5);
        for (int i = 0; i < 1000; i++) {
            test.add(i % 10 == 0 ? 1 : 0);
        }
        // When
        Change change = null;
        for (int i = 0; change == null; i++) {
            change = test.add(i % 2).orElse(null);
        }
        // Then
        assertThat(change.before()).isCloseTo(0.1, within(0.01));
        assertThat(change.after()).isCloseTo(0.5, within(0.1));
    }
}
