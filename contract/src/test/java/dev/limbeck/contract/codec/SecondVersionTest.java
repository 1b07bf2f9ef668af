package dev.limbeck.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.OfGrade;
import dev.limbeck.contract.record.OfLabels;
import dev.limbeck.contract.record.OfValues;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Classification;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What version 1 of the messages cannot say. */
class SecondVersionTest {
    private static final Instant AT = Instant.ofEpochMilli(1_795_000_000_123L);
    private static final Tensor AMOUNTS = Tensor.ofFloats(Shape.of(2), 0.5f, -1);
    private static final Signature SIGNATURE = new Signature(
            new TreeMap<>(Map.of(
                    "amounts", new InputDeclaration(Shape.of(2), Normalisation.NONE),
                    "city",
                            new InputDeclaration(
                                    Optional.of(ElementType.I64),
                                    Shape.of(1),
                                    OptionalInt.of(40),
                                    Normalisation.NONE))),
            new Classification(3));

    private static Tensor indices(ElementType type, long... values) {
        var bytes = ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            switch (type) {
                case I32 -> bytes.putInt((int) value);
                case I64 -> bytes.putLong(value);
                default -> bytes.put((byte) value);
            }
        }
        return new Tensor(type, Shape.of(values.length), bytes.flip());
    }

    private static ProductionRecord record(Map<String, Tensor> inputs, Optional<HardLabel> label) {
        return new ProductionRecord("user-17", new Inputs(new TreeMap<>(inputs)), label, AT, Attributes.NONE);
    }

    private static ProductionRecord visit(long city) {
        return record(Map.of("amounts", AMOUNTS, "city", indices(ElementType.I64, city)), Optional.of(new OfClass(2)));
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("inputs", visit(39)),
                Arguments.of(
                        "types",
                        record(
                                Map.of(
                                        "count", indices(ElementType.I32, -1, Integer.MAX_VALUE),
                                        "id", indices(ElementType.I64, Long.MIN_VALUE),
                                        "flag", indices(ElementType.BOOL, 1, 0)),
                                Optional.empty())),
                Arguments.of("labels", labelled(new OfLabels(new TreeSet<>(List.of(0, 7, 99_999))))),
                Arguments.of("no-labels", labelled(new OfLabels(new TreeSet<>()))),
                Arguments.of("values", labelled(new OfValues(List.of(206_855.5f, -0.25f)))),
                Arguments.of("grade", labelled(new OfGrade(1, Optional.of("session-4")))),
                Arguments.of("click", labelled(new OfGrade(0, Optional.empty()))));
    }

    private static ProductionRecord labelled(HardLabel label) {
        return record(Map.of(Inputs.ONLY, AMOUNTS), Optional.of(label));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void whatIsEncodedIsDecodedAndHasTheGoldenBytes(String name, ProductionRecord record) throws Exception {
        var example = new DistillationExample(record, new SoftTarget("t-1", Output.copyOf(1)));

        assertThat(RecordCodec.decodeRecord(RecordCodec.encode(record))).isEqualTo(new Decoded.Accepted<>(record));
        assertThat(RecordCodec.decodeExample(RecordCodec.encode(example))).isEqualTo(new Decoded.Accepted<>(example));
        assertThat(HexFormat.of().formatHex(RecordCodec.encode(record)))
                .isEqualTo(golden("production-record-v2-%s.hex".formatted(name)));
    }

    @Test
    void anExampleHasTheGoldenBytes() throws Exception {
        var example = new DistillationExample(visit(39), new SoftTarget("t-1", Output.copyOf(1, -2.5f, 0)));

        assertThat(HexFormat.of().formatHex(RecordCodec.encode(example)))
                .isEqualTo(golden("distillation-example-v2.hex"));
    }

    @Test
    void whatVersionOneCanSayIsWrittenAsVersionOne() {
        assertThat(RecordCodec.encode(labelled(new OfClass(2)))).startsWith(8, 1);
        assertThat(RecordCodec.encode(visit(0))).startsWith(8, 2);
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                Arguments.of(
                        record(Map.of("amounts", AMOUNTS), Optional.empty()),
                        RejectionReason.INPUT_NAMES,
                        "expected inputs [amounts, city], got [amounts]"),
                Arguments.of(
                        record(
                                Map.of("amounts", AMOUNTS, "city", indices(ElementType.I64, 1), "zip", AMOUNTS),
                                Optional.empty()),
                        RejectionReason.INPUT_NAMES,
                        "got [amounts, city, zip]"),
                Arguments.of(
                        record(Map.of("amounts", AMOUNTS, "city", indices(ElementType.I32, 1)), Optional.empty()),
                        RejectionReason.INPUT_TYPE,
                        "expected city of i64, got i32"),
                Arguments.of(
                        record(
                                Map.of("amounts", indices(ElementType.I64, 1, 2), "city", indices(ElementType.I64, 1)),
                                Optional.empty()),
                        RejectionReason.INPUT_TYPE,
                        "expected amounts of u8, f16 or f32, got i64"),
                Arguments.of(visit(40), RejectionReason.INPUT_RANGE, "a value of city is 40, allowed are 0 to 39"),
                Arguments.of(visit(-1), RejectionReason.INPUT_RANGE, "a value of city is -1"),
                Arguments.of(
                        record(
                                Map.of("amounts", AMOUNTS, "city", indices(ElementType.I64, 1)),
                                Optional.of(new OfValues(List.of(1f)))),
                        RejectionReason.LABEL_KIND,
                        "the hard label is values, which says nothing of 3 classes"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void whatDoesNotFitIsRejectedWithItsReason(ProductionRecord record, RejectionReason reason, String detail) {
        assertThat(RecordCodec.decodeRecord(RecordCodec.encode(record), SIGNATURE))
                .isInstanceOfSatisfying(Decoded.Rejected.class, rejected -> {
                    assertThat(rejected.rejection().reason()).isEqualTo(reason);
                    assertThat(rejected.rejection().detail()).contains(detail);
                });
        assertThat(RecordCodec.decodeRecord(RecordCodec.encode(visit(0)), SIGNATURE))
                .isInstanceOf(Decoded.Accepted.class);
    }

    private static String golden(String name) throws Exception {
        try (var in = SecondVersionTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }
}
