package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.DeclaredShape;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Shorter tensors of a batch are made as long as they have to be, along the dimension that varies. */
class PaddingTest {
    @Test
    void aNetworkThatIsToldWhereRecordsEndGetsThemAsLongAsTheLongest() {
        var padding = new Padding(declared(Optional.of(ElementType.I64), 7, "<=9"), true);

        assertThat(padding.padded(List.of(Texts.whole(1), Texts.whole(1, 2, 3))))
                .containsExactly(Texts.whole(1, 7, 7), Texts.whole(1, 2, 3));
    }

    @Test
    void anyOtherGetsThemAsLongAsTheBound() {
        var padding = new Padding(declared(Optional.of(ElementType.I64), 0, "<=4"), false);

        assertThat(padding.padded(List.of(Texts.whole(1), Texts.whole(1, 2, 3))))
                .containsExactly(Texts.whole(1, 0, 0, 0), Texts.whole(1, 2, 3, 0));
    }

    @Test
    void valuesStayWhereTheyStandInOtherDimensions() {
        var padding = new Padding(declared(Optional.empty(), -1, 2, "<=3", 2), true);
        var shorter = Tensor.ofFloats(Shape.of(2, 1, 2), 1, 2, 3, 4);
        var longer = Tensor.ofFloats(Shape.of(2, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8);

        assertThat(padding.padded(List.of(shorter, longer)))
                .containsExactly(Tensor.ofFloats(Shape.of(2, 2, 2), 1, 2, -1, -1, 3, 4, -1, -1), longer);
    }

    @Test
    void bytesStayBytesWhereTheyHaveRoomForThePad() {
        var shorter = Tensor.ofBytes(Shape.of(1), new byte[] {9});
        var longer = Tensor.ofBytes(Shape.of(2), new byte[] {9, 9});

        assertThat(new Padding(declared(Optional.empty(), 0, "<=2"), true).padded(List.of(shorter, longer)))
                .containsExactly(Tensor.ofBytes(Shape.of(2), new byte[] {9, 0}), longer);
        assertThat(new Padding(declared(Optional.empty(), 300, "<=2"), true).padded(List.of(shorter, longer)))
                .containsExactly(Tensor.ofFloats(Shape.of(2), 9, 300), longer);
    }

    @Test
    void truthValuesArePaddedWithOne() {
        var flag = new Tensor(ElementType.BOOL, Shape.of(1), ByteBuffer.wrap(new byte[] {0}));
        var both = new Tensor(ElementType.BOOL, Shape.of(2), ByteBuffer.wrap(new byte[] {0, 1}));

        assertThat(new Padding(declared(Optional.of(ElementType.BOOL), 1, "<=2"), false).padded(List.of(flag)))
                .containsExactly(both);
    }

    @Test
    void whatHasOneShapeIsLeftAsItIs() {
        var tensors = List.of(Texts.whole(1, 2), Texts.whole(3, 4));

        assertThat(new Padding(declared(Optional.of(ElementType.I64), 0, 2), false).padded(tensors))
                .isSameAs(tensors);
    }

    private static InputDeclaration declared(Optional<ElementType> type, int pad, Object... shape) {
        return new InputDeclaration(
                type, DeclaredShape.read(List.of(shape)), OptionalInt.empty(), pad, Normalisation.NONE);
    }
}
