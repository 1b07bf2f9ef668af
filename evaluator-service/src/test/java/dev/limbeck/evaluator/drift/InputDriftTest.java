package dev.limbeck.evaluator.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.DeclaredShape;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Classification;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InputDriftTest {
    private static final Shape SHAPE = Shape.of(16);
    private static final int WINDOW = 400;

    private final Random random = new Random(9);
    private final InputDrift drift =
            new InputDrift(new InputFeatures(Signature.ofClasses(SHAPE, 2, Normalisation.NONE)), WINDOW, 0.01);

    private List<InputDrift.Shift> feed(double offset, double scale, int inputs) {
        var shifts = new ArrayList<InputDrift.Shift>();
        for (int i = 0; i < inputs; i++) {
            float[] values = new float[16];
            for (int j = 0; j < values.length; j++) {
                values[j] = (float) (offset + scale * random.nextGaussian());
            }
            drift.add(Inputs.of(Tensor.ofFloats(SHAPE, values))).ifPresent(shifts::add);
        }
        return shifts;
    }

    @Test
    void aLargeShiftIsSeenInAQuarterOfAWindowAndIsThenWhatIsExpected() {
        // Given
        var same = feed(0, 1, 3 * WINDOW);
        // When
        var shifted = feed(2, 1, WINDOW / 4);
        var after = feed(2, 1, 5 * WINDOW);
        // Then
        assertThat(same).isEmpty();
        assertThat(shifted).singleElement().satisfies(shift -> {
            assertThat(shift.feature()).isEqualTo("mean");
            assertThat(shift.change().before()).isCloseTo(0, within(0.1));
            assertThat(shift.change().after()).isCloseTo(2, within(0.1));
        });
        assertThat(after).isEmpty();
    }

    @Test
    void noticesASpreadThatLeavesTheMeanAsItIs() {
        // Given
        feed(0, 1, 2 * WINDOW);
        // When
        var shifted = feed(0, 1.5, WINDOW);
        // Then
        assertThat(shifted).first().extracting(InputDrift.Shift::feature).isEqualTo("standard deviation");
    }

    @Test
    void inputsThatAreAllAlikeAreNoShift() {
        // When
        var shifts = feed(3, 0, 6 * WINDOW);
        // Then
        assertThat(shifts).isEmpty();
        assertThat(drift.newest())
                .hasValueSatisfying(look -> assertThat(look.distance()).isZero());
    }

    @Test
    void anIndexThatComesMoreOftenIsAShiftOfItsInput() {
        // Given
        var declared = new Signature(
                new TreeMap<>(Map.of(
                        "amounts", new InputDeclaration(SHAPE, Normalisation.NONE),
                        "city",
                                new InputDeclaration(
                                        Optional.of(ElementType.I64),
                                        Shape.of(1),
                                        OptionalInt.of(40),
                                        Normalisation.NONE))),
                new Classification(2));
        var both = new InputDrift(new InputFeatures(declared), WINDOW, 0.01);
        // When
        var same = feedCities(both, 40, 3 * WINDOW);
        var fewer = feedCities(both, 10, WINDOW);
        // Then
        assertThat(same).isEmpty();
        assertThat(fewer).first().extracting(InputDrift.Shift::feature).isEqualTo("mean of city");
    }

    private List<InputDrift.Shift> feedCities(InputDrift both, int cities, int inputs) {
        var shifts = new ArrayList<InputDrift.Shift>();
        for (int i = 0; i < inputs; i++) {
            float[] amounts = new float[16];
            for (int j = 0; j < amounts.length; j++) {
                amounts[j] = (float) random.nextGaussian();
            }
            var city = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            city.putLong(random.nextInt(cities)).flip();
            both.add(new Inputs(new TreeMap<>(Map.of(
                            "amounts",
                            Tensor.ofFloats(SHAPE, amounts),
                            "city",
                            new Tensor(ElementType.I64, Shape.of(1), city)))))
                    .ifPresent(shifts::add);
        }
        return shifts;
    }

    @Test
    void recordsThatGrowLongerAreAShift() {
        // Given
        var declared = new InputDeclaration(
                Optional.empty(), DeclaredShape.read(List.of("<=16")), OptionalInt.empty(), 0, Normalisation.NONE);
        var texts = new InputDrift(new InputFeatures(Signature.of(declared, new Classification(2))), WINDOW, 0.01);
        // When
        var same = feedLengths(texts, 4, 3 * WINDOW);
        var longer = feedLengths(texts, 12, WINDOW);
        // Then
        assertThat(same).isEmpty();
        assertThat(longer).first().extracting(InputDrift.Shift::feature).isEqualTo("length");
    }

    private List<InputDrift.Shift> feedLengths(InputDrift texts, int shortest, int inputs) {
        var shifts = new ArrayList<InputDrift.Shift>();
        for (int i = 0; i < inputs; i++) {
            float[] values = new float[shortest + random.nextInt(4)];
            for (int j = 0; j < values.length; j++) {
                values[j] = (float) random.nextGaussian();
            }
            texts.add(Inputs.of(Tensor.ofFloats(Shape.of(values.length), values)))
                    .ifPresent(shifts::add);
        }
        return shifts;
    }

    @Test
    void featuresDoNotDependOnHowANumberIsStored() {
        // Given
        var features = new TensorFeatures(DeclaredShape.of(Shape.of(3)));
        // When
        double[] ofBytes = features.of(Tensor.ofBytes(Shape.of(3), new byte[] {0, (byte) 128, (byte) 255}));
        double[] ofFloats = features.of(Tensor.ofFloats(Shape.of(3), 0, 128, 255));
        // Then
        assertThat(ofBytes)
                .containsExactly(ofFloats)
                .hasSameSizeAs(features.names().toArray());
        assertThat(ofBytes[0]).isCloseTo(383 / 3.0, within(1e-9));
    }
}
