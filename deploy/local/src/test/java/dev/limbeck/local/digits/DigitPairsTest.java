package dev.limbeck.local.digits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.record.OfLabels;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.dataset.Part;
import dev.limbeck.dataset.RecordsDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitPairsTest {
    private static final DigitGenerator DIGITS = new DigitGenerator(5, DigitStyle.standard());
    private static final DigitPairs PAIRS = new DigitPairs(DIGITS);

    @Test
    void twoDigitsStandSideBySideAndEachIsRight() {
        // When
        var pair = PAIRS.pair(3);
        // Then
        var left = DIGITS.digit(6);
        var right = DIGITS.digit(7);
        var picture = pair.inputs().only();
        assertThat(picture.shape()).isEqualTo(Shape.of(1, 28, 56));
        for (int row = 0; row < 28; row++) {
            for (int column = 0; column < 28; column++) {
                assertThat(picture.values().get(row * 56 + column)).isEqualTo(left.pixels()[row * 28 + column]);
                assertThat(picture.values().get(row * 56 + 28 + column)).isEqualTo(right.pixels()[row * 28 + column]);
            }
        }
        assertThat(pair.hardLabel()).isEqualTo(new OfLabels(new TreeSet<>(List.of(left.label(), right.label()))));
    }

    @Test
    void aTenthOfThemHasOneLabelAndTheOthersTwo() {
        var counts = LongStream.range(0, 2_000)
                .mapToObj(index ->
                        ((OfLabels) PAIRS.pair(index).hardLabel()).indices().size())
                .toList();
        assertThat(counts).containsOnly(1, 2);
        assertThat(counts.stream().filter(count -> count == 1).count()).isBetween(150L, 250L);
    }

    @Test
    void bothPartsAreWrittenAndReadBack(@TempDir Path folder) {
        // Given
        var dataset = new DigitPairDataset(5, 30, 20);
        // When
        dataset.writeTo(folder);
        // Then
        var train = new RecordsDirectory(folder).read(Part.TRAIN);
        var test = new RecordsDirectory(folder).read(Part.TEST);
        assertThat(train.digest()).isEqualTo(dataset.draw(Part.TRAIN).digest());
        assertThat(test.size()).isEqualTo(20);
        assertThat(test.inputs(0, 20)).doesNotContainAnyElementsOf(train.inputs(0, 30));
    }
}
