package dev.limbeck.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Regression;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordCodecTest {
    private static final Signature SIGNATURE = Signature.ofClasses(Shape.of(1, 2, 2), 3, Normalisation.of(0, 1));
    private static final ProductionRecord BYTES = new ProductionRecord(
            "user-17/2026-11-21",
            Tensor.ofBytes(Shape.of(1, 2, 2), new byte[] {0, 1, (byte) 128, (byte) 255}),
            Optional.of(new OfClass(2)),
            Instant.ofEpochMilli(1_795_000_000_123L));
    private static final ProductionRecord FLOATS = new ProductionRecord(
            "zażółć", Tensor.ofFloats(Shape.of(1, 2, 2), 0.5f, -1, 3e7f, 0), Optional.empty(), Instant.EPOCH);
    private static final ProductionRecord HALVES = new ProductionRecord(
            "half",
            new Tensor(ElementType.F16, Shape.of(1, 2, 2), ByteBuffer.wrap(new byte[] {0, 0x3c, 0, 0x40, 0, 0, 1, 0})),
            Optional.of(new OfClass(0)),
            Instant.EPOCH);
    private static final ProductionRecord ATTRIBUTED = new ProductionRecord(
            BYTES.recordId(),
            BYTES.inputs(),
            BYTES.hardLabel(),
            BYTES.eventTime(),
            new Attributes(new TreeMap<>(Map.of("region", "Łódź", "device", ""))));

    static Stream<ProductionRecord> records() {
        return Stream.of(BYTES, FLOATS, HALVES, ATTRIBUTED);
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatIsEncodedIsDecoded(ProductionRecord record) {
        var example = new DistillationExample(record, new SoftTarget("t-1", Output.copyOf(1, -2.5f, 0)));

        assertThat(RecordCodec.decodeRecord(RecordCodec.encode(record), SIGNATURE))
                .isEqualTo(new Decoded.Accepted<>(record));
        assertThat(RecordCodec.decodeExample(RecordCodec.encode(example), SIGNATURE))
                .isEqualTo(new Decoded.Accepted<>(example));
    }

    /** Bytes that were written by the first release and must be read, and written, by every later one. */
    @Test
    void theWireFormatIsTheGoldenOne() throws Exception {
        var example = new DistillationExample(BYTES, new SoftTarget("t-1", Output.copyOf(1, -2.5f, 0)));

        assertThat(HexFormat.of().formatHex(RecordCodec.encode(BYTES))).isEqualTo(golden("production-record-v1.hex"));
        assertThat(HexFormat.of().formatHex(RecordCodec.encode(example)))
                .isEqualTo(golden("distillation-example-v1.hex"));
    }

    /** Attributes came later; a record without them has the bytes it always had. */
    @Test
    void theWireFormatOfAttributesIsTheGoldenOne() throws Exception {
        assertThat(HexFormat.of().formatHex(RecordCodec.encode(ATTRIBUTED)))
                .isEqualTo(golden("production-record-v1-attributes.hex"));
    }

    static Stream<Arguments> unusable() {
        byte[] good = RecordCodec.encode(BYTES);
        return Stream.of(
                Arguments.of("no bytes", new byte[0], RejectionReason.EMPTY, "no value"),
                Arguments.of("cut short", Arrays.copyOf(good, good.length / 2), RejectionReason.MALFORMED, ""),
                Arguments.of(
                        "12 bytes that declare 2^31-1 more",
                        HexFormat.of().parseHex("08011a07" + "ffffffff07" + "000000"),
                        RejectionReason.MALFORMED,
                        ""),
                Arguments.of(
                        "a negative length",
                        HexFormat.of().parseHex("08011a" + "ffffffffffffffffff01"),
                        RejectionReason.MALFORMED,
                        ""),
                Arguments.of(
                        "a shape whose product overflows",
                        HexFormat.of().parseHex("0801" + "120161" + "1a0e" + "0801" + "120a" + "ffffffff07ffffffff07"),
                        RejectionReason.MALFORMED,
                        "more than 2^31-1 elements"),
                Arguments.of(
                        "a later schema version",
                        HexFormat.of().parseHex("0803"),
                        RejectionReason.UNSUPPORTED_VERSION,
                        "schema_version is 3, known are 1 and 2"),
                Arguments.of(
                        "another shape",
                        RecordCodec.encode(new ProductionRecord(
                                "a", Tensor.ofBytes(Shape.of(4), new byte[4]), Optional.empty(), Instant.EPOCH)),
                        RejectionReason.SHAPE_MISMATCH,
                        "expected input of shape [1×2×2], got [4]"),
                Arguments.of(
                        "NaN",
                        RecordCodec.encode(new ProductionRecord(
                                "a",
                                Tensor.ofFloats(Shape.of(1, 2, 2), 1, Float.NaN, 0, 0),
                                Optional.empty(),
                                Instant.EPOCH)),
                        RejectionReason.NON_FINITE,
                        "NaN"),
                Arguments.of(
                        "an infinity in half precision",
                        RecordCodec.encode(new ProductionRecord(
                                "a",
                                new Tensor(ElementType.F16, Shape.of(1, 2, 2), ByteBuffer.wrap(new byte[] {
                                    0, 0x7c, 0, 0, 0, 0, 0, 0
                                })),
                                Optional.empty(),
                                Instant.EPOCH)),
                        RejectionReason.NON_FINITE,
                        "infinite"),
                Arguments.of(
                        "a label out of range",
                        RecordCodec.encode(new ProductionRecord(
                                "a", BYTES.inputs().only(), Optional.of(new OfClass(3)), Instant.EPOCH)),
                        RejectionReason.LABEL_RANGE,
                        "hard label 3, allowed are 0 to 2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void whatIsUnusableIsRejectedWithItsReason(String what, byte[] bytes, RejectionReason reason, String detail) {
        var decoded = RecordCodec.decodeRecord(bytes, SIGNATURE);

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Rejected.class, rejected -> {
            assertThat(rejected.rejection().reason()).isEqualTo(reason);
            assertThat(rejected.rejection().detail()).contains(detail);
        });
    }

    static Stream<Arguments> bad() {
        var shape = SIGNATURE.only().shape();
        var ofValues = Signature.of(SIGNATURE.only(), new Regression(2, List.of(1.)));
        return Stream.of(
                Arguments.of(BadInput.recordsOfValues(shape, 2), (Function<byte[], ?>)
                        bytes -> RecordCodec.decodeRecord(bytes, ofValues)),
                Arguments.of(BadInput.examplesOfValues(shape, 2), (Function<byte[], ?>)
                        bytes -> RecordCodec.decodeExample(bytes, ofValues)),
                Arguments.of(BadInput.records(shape, 3), (Function<byte[], ?>)
                        bytes -> RecordCodec.decodeRecord(bytes, SIGNATURE)),
                Arguments.of(BadInput.examples(shape, 3), (Function<byte[], ?>)
                        bytes -> RecordCodec.decodeExample(bytes, SIGNATURE)));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatOthersTestWithIsRejectedHere(List<BadInput> bad, Function<byte[], ?> decode) {
        assertThat(bad).allSatisfy(one -> assertThat(decode.apply(one.value()))
                .isInstanceOfSatisfying(
                        Decoded.Rejected.class,
                        rejected -> assertThat(rejected.rejection().reason()).isEqualTo(one.reason())));
    }

    @Test
    void aTombstoneIsEmpty() {
        assertThat(RecordCodec.decodeRecord(null, SIGNATURE))
                .isEqualTo(RecordCodec.decodeRecord(new byte[0], SIGNATURE));
    }

    @Test
    void theLargestRecordBecomesAnExample() {
        var record = largest(0);
        byte[] bytes = RecordCodec.encode(record);
        var example = new DistillationExample(
                record, new SoftTarget("t".repeat(63), Output.takeOwnershipOf(new float[100_000])));

        assertThat(bytes).hasSize(RecordCodec.MAX_RECORD_BYTES);
        assertThat(RecordCodec.decodeRecord(bytes)).isInstanceOf(Decoded.Accepted.class);
        assertThat(RecordCodec.decodeExample(RecordCodec.encode(example))).isInstanceOf(Decoded.Accepted.class);
    }

    @Test
    void whatIsTooLargeIsNeitherWrittenNorRead() {
        assertThatThrownBy(() -> RecordCodec.encode(largest(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the message of record a has 7340033 bytes, allowed are 7340032");
        assertThatThrownBy(() -> RecordCodec.encode(new DistillationExample(
                        largest(0), new SoftTarget("t", Output.takeOwnershipOf(new float[300_000])))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed are 8388608");
        assertThat(RecordCodec.decodeRecord(new byte[RecordCodec.MAX_RECORD_BYTES + 1]))
                .isEqualTo(Decoded.rejected(
                        RejectionReason.MALFORMED, "the message has 7340033 bytes, allowed are 7340032"));
    }

    private static ProductionRecord largest(int more) {
        int around = RecordCodec.encode(bytes(6_000_000)).length - 6_000_000;
        return bytes(RecordCodec.MAX_RECORD_BYTES - around + more);
    }

    private static ProductionRecord bytes(int count) {
        return new ProductionRecord(
                "a", Tensor.ofBytes(Shape.of(count), new byte[count]), Optional.empty(), Instant.EPOCH);
    }

    @Test
    void noBytesMakeTheDecoderThrow() {
        var random = new SplittableRandom(1);
        byte[] good = RecordCodec.encode(
                new DistillationExample(ATTRIBUTED, new SoftTarget("t-1", Output.copyOf(1, -2.5f, 0))));
        for (int trial = 0; trial < 200_000; trial++) {
            byte[] bytes = good.clone();
            for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertThat(RecordCodec.decodeExample(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)), SIGNATURE))
                    .isNotNull();
        }
    }

    private static String golden(String name) throws Exception {
        try (var in = RecordCodecTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }
}
