package dev.limbeck.evaluator.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.run.DatasetSpec;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.dataset.IdxDirectory;
import dev.limbeck.dataset.LabelledImages;
import dev.limbeck.dataset.Part;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredTestPartTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeTwoExamples() {
        var examples =
                LabelledImages.takeOwnershipOf(List.of(1, 1, 2), new byte[] {1, 2, 3, (byte) 250}, new byte[] {0, 2});
        new IdxDirectory(folder).write(Part.TEST, examples);
    }

    private static Signature input(int classes, int... shape) {
        return Signature.ofClasses(Shape.of(shape), classes, Normalisation.of(0, 255));
    }

    @Test
    void readsInputsAsTheyAre() {
        // When
        var testPart = DeclaredTestPart.read(new DatasetSpec(DatasetSpec.IDX, folder), input(3, 1, 1, 2));
        // Then
        assertThat(testPart.hardLabels()).containsExactly(new OfClass(0), new OfClass(2));
        assertThat(Byte.toUnsignedInt(testPart.inputs().get(1).only().values().get(1)))
                .isEqualTo(250);
    }

    @Test
    void refusesADataSetOfAnotherKind() {
        var dataset = new DatasetSpec(DatasetSpec.IDX, folder);
        assertThatThrownBy(() -> DeclaredTestPart.read(dataset, input(3, 1, 2, 2)))
                .hasMessageContaining("has examples of shape [1, 1, 2]; allowed: [1, 2, 2], as spec.input.shape says");
        assertThatThrownBy(() -> DeclaredTestPart.read(dataset, input(2, 1, 1, 2)))
                .hasMessageContaining("has label 2; allowed: 0 to 1, as spec.input.classes says");
    }
}
