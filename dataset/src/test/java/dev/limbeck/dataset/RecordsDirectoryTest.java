package dev.limbeck.dataset;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.OfGrade;
import dev.limbeck.contract.record.OfLabels;
import dev.limbeck.contract.record.OfValues;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Classification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsDirectoryTest {
    private static final Signature DECLARED = new Signature(
            new TreeMap<>(Map.of(
                    "amounts", new InputDeclaration(Shape.of(1), Normalisation.NONE),
                    "city",
                            new InputDeclaration(
                                    Optional.of(ElementType.I64),
                                    Shape.of(2),
                                    OptionalInt.of(40),
                                    Normalisation.NONE))),
            new Classification(3));

    @TempDir
    private Path folder;

    @Test
    void labelsOfEveryKindAreWrittenAndReadBack() {
        // Given
        var set = set(
                new OfClass(2),
                new OfLabels(new TreeSet<>(List.of(1, 4))),
                new OfLabels(new TreeSet<>()),
                new OfValues(List.of(1.5f, -2f)),
                new OfGrade(1, Optional.of("page-7")),
                new OfGrade(0, Optional.empty()));
        // When
        directory().write(Part.TRAIN, set);
        // Then
        var read = directory().read(Part.TRAIN);
        assertThat(read.size()).isEqualTo(6);
        assertThat(read.inputs(0, 6)).isEqualTo(set.inputs(0, 6));
        for (int i = 0; i < 6; i++) {
            assertThat(read.hardLabel(i)).isEqualTo(set.hardLabel(i));
        }
        assertThat(read.digest()).isEqualTo(set.digest());
        assertThat(folder).isDirectoryContaining("glob:**/train.records.gz").isDirectoryNotContaining("glob:**.tmp");
    }

    /** Computed apart from this code: a teacher that is kept is found again by it. */
    @Test
    void theDigestIsKnown() {
        var inputs = new Inputs(new TreeMap<>(Map.of("a", indices(1, 2), "b", Tensor.ofFloats(Shape.of(1), 0.5f))));
        assertThat(LabelledExamples.copyOf(List.of(new LabelledExample(inputs, new OfValues(List.of(1.5f)))))
                        .digest())
                .isEqualTo("72394240d916a411cef8aef34d93dfe86f377c40348ff62bb0280eb758428402");
    }

    @Test
    void theDigestSeesInputsLabelsAndOrderButNotTheFile() throws Exception {
        // Given
        var set = set(new OfClass(0), new OfClass(1));
        directory().write(Part.TRAIN, set);
        Files.write(folder.resolve("test.records"), unpacked("train.records.gz"));
        // Then
        assertThat(directory().read(Part.TEST).digest()).isEqualTo(set.digest());
        assertThat(List.of(
                        set.digest(),
                        set.subset(new int[] {1, 0}).digest(),
                        set.subset(new int[] {0}).digest(),
                        set(new OfClass(0), new OfClass(2)).digest(),
                        set(new OfClass(0), new OfValues(List.of(1f))).digest()))
                .doesNotHaveDuplicates();
    }

    @Test
    void recordsThatFitWhatIsDeclaredAreTaken() {
        directory().write(Part.TRAIN, set(new OfClass(0), new OfClass(2)));
        assertThat(directory().read(Part.TRAIN, DECLARED).size()).isEqualTo(2);
    }

    @Test
    void aLabelOfAnotherKindOrOutOfRangeIsRefusedByTheNumberOfItsRecord() {
        directory().write(Part.TRAIN, set(new OfClass(0), new OfValues(List.of(1f))));
        directory().write(Part.TEST, set(new OfClass(0), new OfClass(1), new OfClass(3)));
        assertThatThrownBy(() -> directory().read(Part.TRAIN, DECLARED))
                .isInstanceOf(UnfitDatasetException.class)
                .hasMessage(folder.resolve("train.records.gz")
                        + ", record 2: the hard label is values, which says nothing of 3 classes (LABEL_KIND)");
        assertThatThrownBy(() -> directory().read(Part.TEST, DECLARED))
                .hasMessage(folder.resolve("test.records.gz")
                        + ", record 3: hard label 3, allowed are 0 to 2 (LABEL_RANGE)");
    }

    @Test
    void aRecordWithoutALabelIsRefused() throws Exception {
        write("train.records", delimited(record(Optional.of(new OfClass(1)))), delimited(record(Optional.empty())));
        assertThatThrownBy(() -> directory().read(Part.TRAIN, DECLARED))
                .isInstanceOf(UnfitDatasetException.class)
                .hasMessageEndingWith("train.records, record 2: it has no hard label; allowed: one for each record");
    }

    @Test
    void inputsThatAreNotDeclaredAreRefused() throws Exception {
        var record = new ProductionRecord(
                "id", Tensor.ofBytes(Shape.of(1), new byte[1]), Optional.of(new OfClass(1)), Instant.EPOCH);
        write("train.records", delimited(record));
        assertThatThrownBy(() -> directory().read(Part.TRAIN, DECLARED))
                .hasMessageEndingWith("record 1: expected inputs [amounts, city], got [input] (INPUT_NAMES)");
    }

    /** As the script in docs/formats.md writes them. */
    @Test
    void recordsThatPythonWroteAreTaken() throws Exception {
        // Given
        try (var records = requireNonNull(getClass().getResourceAsStream("/python/train.records"))) {
            Files.copy(records, folder.resolve("train.records"));
        }
        var declared = new Signature(
                new TreeMap<>(Map.of(
                        "amounts", new InputDeclaration(Shape.of(8), Normalisation.NONE),
                        "city",
                                new InputDeclaration(
                                        Optional.of(ElementType.I64),
                                        Shape.of(1),
                                        OptionalInt.of(40),
                                        Normalisation.NONE))),
                new Classification(3));
        // Then
        assertThat(directory().read(Part.TRAIN, declared).size()).isEqualTo(5);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> directory().read(Part.TEST))
                .isInstanceOf(UnreadableDatasetException.class)
                .hasMessage(folder.resolve("test.records") + " is missing; allowed: that file, or the same with .gz");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileThatEndsTooEarlyIsRefusedWhereverItEnds(boolean zipped) throws Exception {
        // Given
        byte[] first = delimited(record(Optional.of(new OfClass(1))));
        byte[] both = joined(first, first);
        for (int length = 1; length < both.length; length++) {
            if (length == first.length) {
                continue;
            }
            byte[] cut = Arrays.copyOf(both, length);
            Files.write(folder.resolve(zipped ? "train.records.gz" : "train.records"), zipped ? packed(cut) : cut);
            // Then
            assertThatThrownBy(() -> directory().read(Part.TRAIN))
                    .isInstanceOf(UnreadableDatasetException.class)
                    .hasMessageMatching(length > first.length ? ".* record 2.*" : ".* record 1.*")
                    .hasMessageContaining("allowed: ");
        }
    }

    @Test
    void aCompressedFileThatIsCutIsRefused() throws Exception {
        byte[] packed = packed(delimited(record(Optional.of(new OfClass(1)))));
        Files.write(folder.resolve("train.records.gz"), Arrays.copyOf(packed, packed.length - 12));
        assertThatThrownBy(() -> directory().read(Part.TRAIN))
                .hasMessageEndingWith("ends within record 1, amid compressed content; allowed: whole records");
    }

    @Test
    void aLengthThatNoRecordHasIsRefusedBeforeAnythingIsReserved() throws Exception {
        byte[] twoGigabytes = {-1, -1, -1, -1, 7, 1, 2, 3};
        byte[] endless = {-1, -1, -1, -1, -1, -1, -1, -1};
        write("train.records", twoGigabytes);
        assertThatThrownBy(() -> directory().read(Part.TRAIN))
                .hasMessageEndingWith("record 1: it declares a length of 2147483647 bytes; allowed: 1 to 8");
        write("train.records", endless);
        assertThatThrownBy(() -> directory().read(Part.TRAIN)).hasMessageContaining("length of too many bytes");
        write("train.records", new byte[] {0, 0});
        assertThatThrownBy(() -> directory().read(Part.TRAIN)).hasMessageContaining("length of 0 bytes");
    }

    @Test
    void whatIsNoRecordOrNoFileOfThemIsRefused() throws Exception {
        write("train.records", new byte[] {3, 1, 2, 3});
        assertThatThrownBy(() -> directory().read(Part.TRAIN))
                .hasMessageContaining("train.records, record 1: ")
                .hasMessageEndingWith("(MALFORMED)");
        write("train.records", new byte[0]);
        assertThatThrownBy(() -> directory().read(Part.TRAIN))
                .hasMessageEndingWith("has no record; allowed: at least 1");
        Files.write(folder.resolve("train.records.gz"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        assertThatThrownBy(() -> directory().read(Part.TRAIN))
                .isInstanceOf(UnreadableDatasetException.class)
                .hasMessageContaining("train.records.gz cannot be read: ");
    }

    @Test
    void writingAgainReplacesThePlainFile() throws Exception {
        // Given
        write("train.records", delimited(record(Optional.of(new OfClass(1)))));
        // When
        directory().write(Part.TRAIN, set(new OfClass(2)));
        // Then
        assertThat(directory().read(Part.TRAIN).hardLabel(0)).isEqualTo(new OfClass(2));
        assertThat(folder.resolve("train.records")).doesNotExist();
    }

    private RecordsDirectory directory() {
        return new RecordsDirectory(folder);
    }

    private static LabelledExamples set(HardLabel... labels) {
        return LabelledExamples.copyOf(Arrays.stream(labels)
                .map(label -> new LabelledExample(inputs(), label))
                .toList());
    }

    private static ProductionRecord record(Optional<HardLabel> label) {
        return new ProductionRecord("id", inputs(), label, Instant.EPOCH, Attributes.NONE);
    }

    private static Inputs inputs() {
        return new Inputs(new TreeMap<>(Map.of("amounts", Tensor.ofFloats(Shape.of(1), 0.5f), "city", indices(3, 39))));
    }

    private static Tensor indices(long... values) {
        var bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return new Tensor(ElementType.I64, Shape.of(values.length), bytes);
    }

    private static byte[] delimited(ProductionRecord record) throws IOException {
        byte[] message = RecordCodec.encode(record);
        var out = new ByteArrayOutputStream();
        DelimitedMessages.writeLength(out, message.length);
        out.write(message);
        return out.toByteArray();
    }

    private void write(String file, byte[]... parts) throws IOException {
        Files.write(folder.resolve(file), joined(parts));
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] packed(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zipped = new GZIPOutputStream(out)) {
            zipped.write(content);
        }
        return out.toByteArray();
    }

    private byte[] unpacked(String file) throws IOException {
        try (var content = FileContent.of(folder.resolve(file))) {
            return content.in().readAllBytes();
        }
    }
}
