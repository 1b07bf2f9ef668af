package dev.limbeck.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.run.DatasetSpec;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Classification;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredSetTest {
    @TempDir
    private Path folder;

    @Test
    void everyFormatThatCanBeDeclaredCanBeRead() {
        assertThat(DeclaredSet.FORMATS.keySet()).containsExactlyInAnyOrderElementsOf(DatasetSpec.FORMATS);
    }

    @Test
    void theSameExamplesAreTheSameInEitherFormat() {
        // Given
        var images = Examples.images(10);
        new IdxDirectory(folder.resolve("idx")).write(Part.TEST, images);
        new RecordsDirectory(folder.resolve("records")).write(Part.TEST, images);
        var declared = Signature.ofClasses(Shape.of(1, 3, 4), 5, Normalisation.of(0, 255));
        // When
        var idx = DeclaredSet.read(new DatasetSpec("idx", folder.resolve("idx")), Part.TEST, declared);
        var records = DeclaredSet.read(new DatasetSpec("records", folder.resolve("records")), Part.TEST, declared);
        // Then
        assertThat(idx.digest()).isEqualTo(images.digest());
        assertThat(records.inputs(0, 10)).isEqualTo(idx.inputs(0, 10));
        assertThat(records.hardLabel(9)).isEqualTo(idx.hardLabel(9));
    }

    @Test
    void imagesGetTheNameOfTheInputThatIsDeclared() {
        // When
        var set = read(images("picture", ElementType.U8, 1, 3, 4));
        // Then
        assertThat(set.inputs(0).byName().keySet()).containsExactly("picture");
    }

    @Test
    void imagesThatAreNotAsDeclaredAreRefusedByThePathOfWhatIsDeclared() {
        assertThatThrownBy(() -> read(Signature.ofClasses(Shape.of(1, 4, 4), 5, Normalisation.NONE)))
                .hasMessageEndingWith(" has examples of shape [1, 3, 4]; allowed: [1, 4, 4], as spec.input.shape says");
        assertThatThrownBy(() -> read(Signature.ofClasses(Shape.of(1, 3, 4), 4, Normalisation.NONE)))
                .hasMessageEndingWith(" has label 4; allowed: 0 to 3, as spec.input.classes says");
        assertThatThrownBy(() -> read(images("picture", ElementType.U8, 1, 4, 4)))
                .isInstanceOf(UnfitDatasetException.class)
                .hasMessageEndingWith("allowed: [1, 4, 4], as spec.inputs.picture.shape says");
        assertThatThrownBy(() -> read(images(Inputs.ONLY, ElementType.F32, 1, 3, 4)))
                .hasMessageContaining(" has one input of bytes an example; the run declares ");
    }

    private static Signature images(String name, ElementType type, int... shape) {
        var input = new InputDeclaration(Optional.of(type), Shape.of(shape), OptionalInt.empty(), Normalisation.NONE);
        return new Signature(new TreeMap<>(Map.of(name, input)), new Classification(5));
    }

    private LabelledSet read(Signature declared) {
        new IdxDirectory(folder).write(Part.TRAIN, Examples.images(10));
        return DeclaredSet.read(new DatasetSpec(DatasetSpec.IDX, folder), Part.TRAIN, declared);
    }
}
