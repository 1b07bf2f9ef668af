package dev.limbeck.local.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.dataset.LabelledImages;
import dev.limbeck.dataset.Part;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitDatasetTest {

    private static final DigitDataset DATASET = new DigitDataset(3, List.of(DigitStyle.standard()), 300, 200);

    @Test
    void bothPartsAreWrittenAndReadBack(@TempDir Path root) {
        // Given
        var train = DATASET.draw(Part.TRAIN);
        var test = DATASET.draw(Part.TEST);
        // When
        var directory = DATASET.writeTo(root);
        // Then
        assertThat(directory.read(Part.TRAIN).digest()).isEqualTo(train.digest());
        assertThat(directory.read(Part.TEST).digest()).isEqualTo(test.digest());
        assertThat(train.size()).isEqualTo(300);
        assertThat(test.size()).isEqualTo(200);
        assertThat(test.exampleShape()).containsExactly(1, 28, 28);
    }

    /** Every published figure rests on these pixels: change them only on purpose, and on every machine alike. */
    @Test
    void thePixelsArePinned() {
        assertThat(DATASET.draw(Part.TRAIN).digest())
                .isEqualTo("d27ab85e982db8502d297dcf684f23304de1ab282c13bb32e67ad9696efeb0b8");
    }

    @Test
    void neitherPartNorAStreamOfTheSameSeedRepeatsAnother() {
        // Given
        var generator = new DigitGenerator(DATASET.seed(), DATASET.styles().get(0));
        // When
        var all = new HashSet<ByteBuffer>();
        all.addAll(inputs(DATASET.draw(Part.TRAIN)));
        all.addAll(inputs(DATASET.draw(Part.TEST)));
        for (int i = 0; i < 300; i++) {
            all.add(ByteBuffer.wrap(generator.next().pixels()));
        }
        // Then
        assertThat(all).hasSize(800);
    }

    @Test
    void aSmallSetStillDeclaresTenClasses() {
        assertThat(new DigitDataset(3, List.of(DigitStyle.standard()), 1, 1)
                        .draw(Part.TEST)
                        .classes())
                .isEqualTo(10);
    }

    @Test
    void countsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new DigitDataset(3, List.of(DigitStyle.standard()), 0, 1))
                .hasMessage("train is 0; allowed: 1 to 1000000");
        assertThatThrownBy(() -> new DigitDataset(3, List.of(DigitStyle.standard()), 1, 1_000_001))
                .hasMessage("test is 1000001; allowed: 1 to 1000000");
    }

    private static Set<ByteBuffer> inputs(LabelledImages set) {
        var inputs = new HashSet<ByteBuffer>();
        for (int i = 0; i < set.size(); i++) {
            inputs.add(ByteBuffer.wrap(set.pixels(i)));
        }
        return inputs;
    }
}
