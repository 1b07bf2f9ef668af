package dev.limbeck.teacher.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.codec.BadInput;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.OfValues;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Regression;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.NetworkRaisedException;
import dev.limbeck.teacher.labelling.LabellingListener.BatchReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabellerTest {
    private static final Shape SHAPE = Shape.of(2);

    private final EchoingNetwork network = new EchoingNetwork();
    private final Labeller labeller =
            new Labeller(network, Signature.ofClasses(SHAPE, 2, Normalisation.of(0, 1)), "t-1");

    @Test
    void givesEveryRecordItsOwnVerdictInOrder() {
        // When
        var verdicts = labeller.label(
                Arrays.asList(floats("a", 1, 2), null, bytes("b", 3, 4), new byte[] {7}, floats("c", 5, 6)));
        // Then
        assertThat(logitsOf(verdicts.get(0))).isEqualTo(Output.copyOf(1, 2));
        assertThat(reasonOf(verdicts.get(1))).isEqualTo(RejectionReason.EMPTY);
        assertThat(logitsOf(verdicts.get(2))).isEqualTo(Output.copyOf(3, 4));
        assertThat(reasonOf(verdicts.get(3))).isEqualTo(RejectionReason.MALFORMED);
        assertThat(logitsOf(verdicts.get(4))).isEqualTo(Output.copyOf(5, 6));
    }

    @Test
    void carriesTheRecordOverWithItsLabelAndAttributes() {
        // Given
        var attributes = new Attributes(new TreeMap<>(Map.of("region", "north")));
        var record = new ProductionRecord(
                "a",
                Inputs.of(Tensor.ofFloats(SHAPE, 1, 2)),
                OfClass.of(OptionalInt.of(1)),
                Instant.ofEpochSecond(7),
                attributes);
        // When
        var verdict = labeller.label(List.of(RecordCodec.encode(record))).get(0);
        // Then
        assertThat(((Verdict.Labelled) verdict).example().record()).isEqualTo(record);
    }

    @Test
    void asksTheNetworkOnceWhateverTheElementTypes() {
        // When
        labeller.label(List.of(floats("a", 1, 2), bytes("b", 3, 4), floats("c", 5, 6)));
        // Then
        assertThat(network.asked).containsExactly(3);
    }

    @Test
    void asksTheNetworkNothingWhereNoRecordIsUsable() {
        // When
        var verdicts = labeller.label(List.of(new byte[0], new byte[] {1, 2, 3}));
        // Then
        assertThat(network.asked).isEmpty();
        assertThat(verdicts)
                .extracting(LabellerTest::reasonOf)
                .containsExactly(RejectionReason.EMPTY, RejectionReason.MALFORMED);
    }

    @Test
    void refusesARecordForWhichTheTeacherHasNoFiniteAnswer() {
        // Given
        network.answersNaN = true;
        // When
        var verdicts = labeller.label(List.of(floats("a", 1, 2)));
        // Then
        assertThat(reasonOf(verdicts.get(0))).isEqualTo(RejectionReason.NON_FINITE);
    }

    @Test
    void ofNumbersItRefusesWhatIsNoLabelOfTheirsAndNothingAround() {
        // Given
        var ofValues = Signature.of(
                Signature.ofClasses(SHAPE, 2, Normalisation.of(0, 1)).only(), new Regression(2, List.of(1.)));
        var numbers = new Labeller(network, ofValues, "t-1");
        var bad = BadInput.recordsOfValues(SHAPE, 2);
        var mixed = new ArrayList<byte @Nullable []>();
        bad.forEach(one -> {
            mixed.add(one.value());
            mixed.add(RecordCodec.encode(new ProductionRecord(
                    "good",
                    Tensor.ofFloats(SHAPE, 1, 2),
                    Optional.of(new OfValues(List.of(0.5f, -3e7f))),
                    Instant.EPOCH)));
        });
        // When
        var verdicts = numbers.label(mixed);
        // Then
        for (int i = 0; i < bad.size(); i++) {
            assertThat(reasonOf(verdicts.get(2 * i))).isEqualTo(bad.get(i).reason());
            assertThat(logitsOf(verdicts.get(2 * i + 1))).isEqualTo(Output.copyOf(1, 2));
        }
        // Given
        network.answersNaN = true;
        // Then
        assertThat(numbers.label(List.of(floats("a", 1, 2))).get(0))
                .isEqualTo(new Verdict.Unusable(
                        new Rejection(RejectionReason.NON_FINITE, "teacher t-1 gives a NaN or infinite value for it")));
    }

    @Test
    void refusesTheOneRecordOnWhichTheNetworkRaisesAndNamesTheReason() {
        // Given
        network.raisesOn = 9;
        // When
        var verdicts = labeller.label(
                List.of(floats("a", 1, 2), bytes("b", 3, 4), floats("c", 9, 6), floats("d", 7, 8), floats("e", 0, 1)));
        // Then
        assertThat(verdicts)
                .extracting(Verdict.Labelled.class::isInstance)
                .containsExactly(true, true, false, true, true);
        assertThat(verdicts.get(2))
                .isEqualTo(new Verdict.Unusable(new Rejection(
                        RejectionReason.NETWORK_RAISED, "teacher t-1 raises on it: index out of range in self")));
    }

    @Test
    void refusesASingleRecordOnWhichTheNetworkRaisesButNoneForANetworkThatRaisesOnEverything() {
        // Given
        network.raisesOn = 9;
        // Then
        assertThat(reasonOf(labeller.label(List.of(floats("a", 9, 2))).get(0)))
                .isEqualTo(RejectionReason.NETWORK_RAISED);
        // Given
        network.isBroken = true;
        // Then
        assertThatThrownBy(() -> labeller.label(List.of(floats("a", 1, 2), floats("b", 3, 4))))
                .isInstanceOf(NetworkRaisedException.class);
    }

    /** In nanoseconds where milliseconds are meant, and whatever else 64 bits can say. */
    @Test
    void carriesAnyEventTimeOver() {
        for (long millis : new long[] {1_780_000_000_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE}) {
            // Given
            var record = new ProductionRecord(
                    "a", Tensor.ofFloats(SHAPE, 1, 2), Optional.empty(), Instant.ofEpochMilli(millis));
            // When
            var verdict = labeller.label(List.of(RecordCodec.encode(record))).get(0);
            // Then
            assertThat(((Verdict.Labelled) verdict).example().record()).isEqualTo(record);
        }
    }

    @Test
    void isReportedWithReasons() {
        // Given
        var verdicts = labeller.label(Arrays.asList(floats("a", 1, 2), null, new byte[0], new byte[] {7}));
        // When
        var report = BatchReport.of(verdicts, Duration.ZERO);
        // Then
        assertThat(report.labelled()).isEqualTo(1);
        assertThat(report.deadLettered())
                .containsEntry(RejectionReason.EMPTY, 2)
                .containsEntry(RejectionReason.MALFORMED, 1);
        assertThat(report.size()).isEqualTo(4);
    }

    private static Output logitsOf(Verdict verdict) {
        return ((Verdict.Labelled) verdict).example().softTarget().output();
    }

    private static RejectionReason reasonOf(Verdict verdict) {
        return ((Verdict.Unusable) verdict).rejection().reason();
    }

    private static byte[] floats(String id, float first, float second) {
        return encoded(id, Tensor.ofFloats(SHAPE, first, second));
    }

    private static byte[] bytes(String id, int first, int second) {
        return encoded(id, Tensor.ofBytes(SHAPE, new byte[] {(byte) first, (byte) second}));
    }

    private static byte[] encoded(String id, Tensor input) {
        return RecordCodec.encode(new ProductionRecord(id, input, Optional.empty(), Instant.EPOCH));
    }

    /** Its logits are its inputs. */
    private static final class EchoingNetwork implements InferenceNetwork {
        private final List<Integer> asked = new ArrayList<>();
        private boolean answersNaN;
        private boolean isBroken;
        private float raisesOn = Float.NaN;

        @Override
        public ArtifactMetadata metadata() {
            return new ArtifactMetadata("echo", Signature.ofClasses(SHAPE, 2, Normalisation.of(0, 1)), 1, Map.of());
        }

        @Override
        public List<Output> outputs(List<Inputs> inputs) {
            asked.add(inputs.size());
            var echoes = inputs.stream().map(this::echo).toList();
            if (isBroken || echoes.stream().anyMatch(echo -> echo.get(0) == raisesOn)) {
                throw new NetworkRaisedException("index out of range in self", new IllegalStateException());
            }
            return echoes;
        }

        private Output echo(Inputs inputs) {
            if (answersNaN) {
                return Output.copyOf(Float.NaN, 0);
            }
            var input = inputs.only();
            var values = input.values();
            return input.elementType() == dev.limbeck.contract.record.ElementType.U8
                    ? Output.copyOf(values.get(0), values.get(1))
                    : Output.copyOf(values.getFloat(0), values.getFloat(4));
        }

        @Override
        public void close() {}
    }
}
