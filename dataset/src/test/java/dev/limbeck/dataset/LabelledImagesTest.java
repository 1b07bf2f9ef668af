package dev.limbeck.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledImagesTest {

    private static final LabelledImages TWO = LabelledImages.takeOwnershipOf(
            List.of(1, 1, 2), new byte[] {1, 2, 3, (byte) 255}, new byte[] {4, (byte) 200});

    @Test
    void tellsItsExamples() {
        assertThat(TWO.size()).isEqualTo(2);
        assertThat(TWO.exampleShape()).containsExactly(1, 1, 2);
        assertThat(TWO.pixels(1)).containsExactly(3, -1);
        assertThat(TWO.classOf(1)).isEqualTo(200);
        assertThat(TWO.classes()).isEqualTo(201);
    }

    @Test
    void anInputHandedOutIsACopy() {
        // Given
        var before = TWO.digest();
        // When
        Arrays.fill(TWO.pixels(0), (byte) 9);
        // Then
        assertThat(TWO.digest()).isEqualTo(before);
    }

    @Test
    void theDigestIsKnown() {
        // printf '\0\0\0\3\0\0\0\1\0\0\0\1\0\0\0\2\1\2\3\377\4\310' | sha256sum
        assertThat(TWO.digest()).isEqualTo("8d09f53becf7ff6f272e761f086e848d26a26055c4cfdbcb7c44b9de0df27c45");
    }

    /** As computed apart from this code, and as teachers that are kept were declared: the parts of a split, too. */
    @Test
    void theDigestsOfASplitAreKnown() {
        // Given
        byte[] pixels = new byte[50 * 6];
        byte[] labels = new byte[50];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 7);
            labels[i / 6] = (byte) (i / 6 % 5);
        }
        var set = LabelledImages.takeOwnershipOf(List.of(1, 2, 3), pixels, labels);
        // When
        var split = set.shuffledSplit(7, 0.2);
        // Then
        assertThat(set.digest()).isEqualTo("fcd4b12ed06efca922cbaa730e88733fbcb403e68098d783376af99453f4413c");
        assertThat(split.training().digest())
                .isEqualTo("aa9316fc21696f49b6c8ddf5580abae8a622d48442be10772fe2b8c399c88e82");
        assertThat(split.validation().digest())
                .isEqualTo("a0a832d9dc2dc3168246e256f08d1378d5f7bbf69db3dcef39cd1aa5065ce44e");
    }

    @Test
    void anExampleIsATensorOfBytesAndAClass() {
        assertThat(TWO.inputs(1)).isEqualTo(Inputs.of(Tensor.ofBytes(Shape.of(1, 1, 2), new byte[] {3, -1})));
        assertThat(TWO.hardLabel(1)).isEqualTo(new OfClass(200));
        assertThat(TWO.inputs(1, 64)).containsExactly(TWO.inputs(1));
    }

    @Test
    void theDigestSeesShapeInputsLabelsAndOrder() {
        // Given
        var other = new byte[] {1, 2, 3, (byte) 255};
        // When
        var digests = List.of(
                TWO.digest(),
                LabelledImages.takeOwnershipOf(List.of(2), other, new byte[] {4, (byte) 200})
                        .digest(),
                LabelledImages.takeOwnershipOf(List.of(1, 1, 2), other, new byte[] {4, 3})
                        .digest(),
                LabelledImages.takeOwnershipOf(List.of(1, 1, 2), new byte[4], new byte[] {4, (byte) 200})
                        .digest(),
                TWO.subset(new int[] {1, 0}).digest());
        // Then
        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void aSubsetKeepsOrderRepeatsAndTheClassCount() {
        // Given
        var set = Examples.images(10);
        // When
        var subset = set.take(2, 9).subset(new int[] {1, 0, 1});
        // Then
        assertThat(subset.size()).isEqualTo(3);
        assertThat(subset.pixels(0)).isEqualTo(set.pixels(3));
        assertThat(subset.pixels(1)).isEqualTo(set.pixels(2));
        assertThat(subset.classOf(2)).isEqualTo(3);
        assertThat(subset.classes()).isEqualTo(5);
    }

    @Test
    void aSubsetOfNothingOrOfOthersIsRefused() {
        assertThatThrownBy(() -> TWO.subset(new int[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("indices has 0 entries; allowed: at least 1");
        assertThatThrownBy(() -> TWO.subset(new int[] {2})).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> TWO.take(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aSplitCutsTheSetInTwoWithoutLossOrOverlap() {
        // Given
        var set = Examples.images(50);
        // When
        var split = set.shuffledSplit(7, 0.2);
        // Then
        assertThat(split.validation().size()).isEqualTo(10);
        var both = new ArrayList<>(inputs(split.training()));
        both.addAll(inputs(split.validation()));
        assertThat(both).containsExactlyInAnyOrderElementsOf(inputs(set)).isNotEqualTo(inputs(set));
    }

    @Test
    void theSeedAloneDecidesASplit() {
        // Given
        var set = Examples.images(50);
        // When
        var split = set.shuffledSplit(7, 0.2);
        // Then
        assertThat(set.shuffledSplit(7, 0.2).training().digest())
                .isEqualTo(split.training().digest());
        assertThat(set.shuffledSplit(8, 0.2).training().digest())
                .isNotEqualTo(split.training().digest());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.1, 0, 0.001, 0.999, 1})
    void aSplitWithAnEmptyPartIsRefused(double fraction) {
        assertThatThrownBy(() -> Examples.images(50).shuffledSplit(7, fraction))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("validationFraction is " + fraction);
    }

    @Test
    void classesCanBeDeclaredButNotBelowTheLabels() {
        assertThat(Examples.images(3).withClasses(10).classes()).isEqualTo(10);
        assertThatThrownBy(() -> Examples.images(3).withClasses(2)).hasMessage("classes is 2; allowed: 3 to 256");
        assertThatThrownBy(() -> Examples.images(3).withClasses(257)).hasMessage("classes is 257; allowed: 3 to 256");
    }

    @Test
    void arraysThatDisagreeAreRefused() {
        assertThatThrownBy(() -> LabelledImages.takeOwnershipOf(List.of(1, 2, 2), new byte[9], new byte[2]))
                .hasMessage("pixels has 9 bytes; allowed: 8, for 2 examples of shape [1, 2, 2]");
        assertThatThrownBy(() -> LabelledImages.takeOwnershipOf(List.of(1), new byte[0], new byte[0]))
                .hasMessage("labels has 0 entries; allowed: at least 1");
        assertThatThrownBy(() -> LabelledImages.takeOwnershipOf(List.of(1, 0), new byte[0], new byte[1]))
                .hasMessage("exampleShape is [1, 0]; allowed: one or more dimensions of at least 1");
        assertThatThrownBy(() -> LabelledImages.takeOwnershipOf(List.of(1 << 16, 1 << 16), new byte[0], new byte[1]))
                .hasMessage("exampleShape is [65536, 65536]; allowed: at most 2147483647 bytes");
    }

    private static List<Inputs> inputs(LabelledSet set) {
        return set.inputs(0, set.size());
    }
}
