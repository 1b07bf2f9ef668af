package dev.limbeck.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxDirectoryTest {

    private static final String IMAGES = "train-images-idx3-ubyte";
    private static final String LABELS = "train-labels-idx1-ubyte";

    private final IdxDirectory directory;

    IdxDirectoryTest(@TempDir Path root) {
        directory = new IdxDirectory(root.resolve("digits"));
    }

    @Test
    void whatWasWrittenIsReadBack() throws IOException {
        // Given
        var train = Examples.images(40);
        var test = Examples.images(20);
        // When
        directory.write(Part.TRAIN, train);
        directory.write(Part.TEST, test);
        // Then
        assertThat(directory.read(Part.TRAIN).digest()).isEqualTo(train.digest());
        assertThat(directory.read(Part.TEST).digest()).isEqualTo(test.digest());
        assertThat(directory.read(Part.TEST).exampleShape()).containsExactly(1, 3, 4);
        assertThat(names())
                .containsExactlyInAnyOrder(
                        IMAGES + ".gz", LABELS + ".gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz");
    }

    @Test
    void aSubsetIsWrittenInItsOwnOrder() {
        // Given
        var subset = Examples.images(40).subset(new int[] {7, 3, 3});
        // When
        directory.write(Part.TRAIN, subset);
        // Then
        assertThat(directory.read(Part.TRAIN).digest()).isEqualTo(subset.digest());
    }

    @Test
    void plainFilesAreReadToo() throws IOException {
        // Given
        directory.write(Part.TRAIN, Examples.images(40));
        unpack(IMAGES);
        unpack(LABELS);
        // When
        var read = directory.read(Part.TRAIN);
        // Then
        assertThat(read.digest()).isEqualTo(Examples.images(40).digest());
    }

    @Test
    void writingReplacesPlainFiles() throws IOException {
        // Given
        directory.write(Part.TRAIN, Examples.images(40));
        unpack(IMAGES);
        unpack(LABELS);
        // When
        directory.write(Part.TRAIN, Examples.images(30));
        // Then
        assertThat(names()).containsExactlyInAnyOrder(IMAGES + ".gz", LABELS + ".gz");
        assertThat(directory.read(Part.TRAIN).size()).isEqualTo(30);
    }

    @Test
    void aSetThatIsNotOfImagesIsNotWritten() {
        var flat = LabelledImages.takeOwnershipOf(List.of(2), new byte[2], new byte[1]);

        assertThatThrownBy(() -> directory.write(Part.TRAIN, flat))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("exampleShape is [2]; allowed: [1, rows, columns]");
        assertThat(directory.root()).doesNotExist();
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        directory.write(Part.TRAIN, Examples.images(40));
        Files.delete(file(LABELS + ".gz"));

        assertUnreadable()
                .hasMessage("%s is missing; allowed: that file, or the same with .gz".formatted(file(LABELS)));
    }

    @Test
    void aWrongMagicNumberIsRefused() throws IOException {
        plain(IMAGES, header(0x0801, 2, 3, 4).array());
        plain(LABELS, header(0x0801, 2).array());

        assertUnreadable()
                .hasMessage("%s starts with 0x00000801; allowed: 0x00000803, the magic number of IDX images"
                        .formatted(file(IMAGES)));
    }

    @Test
    void imagesAndLabelsMustBeAsMany() throws IOException {
        plain(IMAGES, with(new byte[24], 0x0803, 2, 3, 4));
        plain(LABELS, with(new byte[3], 0x0801, 3));

        assertUnreadable()
                .hasMessage("%s holds 3 labels; allowed: 2, as many as %s has images".formatted(file(LABELS), IMAGES));
    }

    @Test
    void aHeaderCutShortIsRefused() throws IOException {
        plain(IMAGES, Arrays.copyOf(header(0x0803, 2, 3, 4).array(), 10));
        plain(LABELS, with(new byte[2], 0x0801, 2));

        assertUnreadable().hasMessageStartingWith(file(IMAGES) + " ends too early: 10 bytes on disk; allowed: ");
    }

    @Test
    void contentCutShortIsRefused() throws IOException {
        plain(IMAGES, with(new byte[23], 0x0803, 2, 3, 4));
        plain(LABELS, with(new byte[2], 0x0801, 2));

        assertUnreadable()
                .hasMessage("%s ends after 23 bytes of content; allowed: the 24 its header declares"
                        .formatted(file(IMAGES)));
    }

    @Test
    void contentThatGoesOnIsRefused() throws IOException {
        plain(IMAGES, with(new byte[25], 0x0803, 2, 3, 4));
        plain(LABELS, with(new byte[2], 0x0801, 2));

        assertUnreadable()
                .hasMessage("%s goes on after its content; allowed: the 24 bytes its header declares"
                        .formatted(file(IMAGES)));
    }

    @Test
    void aSizeTheFileCannotHoldIsRefusedBeforeAllocation() throws IOException {
        plain(IMAGES, header(0x0803, 1 << 20, 28, 28).array());
        plain(LABELS, with(new byte[2], 0x0801, 2));

        assertUnreadable()
                .hasMessage(
                        "%s declares 1048576 x 28 x 28 = 822083584 bytes of content; allowed: at most 16 for its size"
                                .formatted(file(IMAGES)));
    }

    /** Some hundred kilobytes may unpack to gigabytes, and take the heap of whoever else works in the process. */
    @Test
    void aSizeTheHeapHasNoRoomForIsRefusedBeforeAllocation() throws IOException {
        long room = Runtime.getRuntime().maxMemory() / 2;
        int images = (int) Math.min(room / (28 * 28) + 1, Integer.MAX_VALUE / (28 * 28));
        assumeThat((long) images * 28 * 28).as("what an array can hold").isGreaterThan(room);
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(header(0x0803, images, 28, 28).array());
        }
        zipped.write(new byte[(int) (room / 1000)]);
        plain(IMAGES + ".gz", zipped.toByteArray());
        plain(LABELS, with(new byte[2], 0x0801, 2));

        assertUnreadable()
                .hasMessageContaining(
                        "allowed: at most %d, half of this process's heap; give it a larger one".formatted(room));
    }

    @Test
    void aSizeThatOverflowsIsRefusedBeforeAllocation() throws IOException {
        int most = Integer.MAX_VALUE;
        plain(IMAGES, header(0x0803, most, most, most).array());
        plain(LABELS, with(new byte[2], 0x0801, 2));

        assertUnreadable().hasMessageContaining(" = too many bytes of content; allowed: at most 16");
    }

    @Test
    void anEmptyOrNegativeDimensionIsRefused() throws IOException {
        plain(IMAGES, header(0x0803, 2, -3, 4).array());
        plain(LABELS, header(0x0801, 0).array());

        assertUnreadable()
                .hasMessage("%s declares a row count of -3; allowed: 1 to 2147483647".formatted(file(IMAGES)));
    }

    @Test
    void aDamagedArchiveIsRefused() throws IOException {
        directory.write(Part.TRAIN, Examples.images(40));
        byte[] bytes = Files.readAllBytes(file(IMAGES + ".gz"));

        Files.write(file(IMAGES + ".gz"), Arrays.copyOf(bytes, bytes.length / 2));
        assertUnreadable().hasMessageStartingWith(file(IMAGES + ".gz") + " ends too early");

        Files.writeString(file(IMAGES + ".gz"), "not an archive");
        assertUnreadable().hasMessage(file(IMAGES + ".gz") + " cannot be read: Not in GZIP format");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertUnreadable() {
        return assertThatThrownBy(() -> directory.read(Part.TRAIN)).isInstanceOf(UnreadableDatasetException.class);
    }

    private Path file(String name) {
        return directory.root().resolve(name);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory.root())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private void unpack(String name) throws IOException {
        try (var zipped = new GZIPInputStream(Files.newInputStream(file(name + ".gz")))) {
            Files.write(file(name), zipped.readAllBytes());
        }
        Files.delete(file(name + ".gz"));
    }

    private void plain(String name, byte[] bytes) throws IOException {
        Files.createDirectories(directory.root());
        Files.write(file(name), bytes);
    }

    private static byte[] with(byte[] content, int... header) {
        return ByteBuffer.allocate(header.length * Integer.BYTES + content.length)
                .put(header(header).array())
                .put(content)
                .array();
    }

    private static ByteBuffer header(int... values) {
        var header = ByteBuffer.allocate(values.length * Integer.BYTES);
        Arrays.stream(values).forEach(header::putInt);
        return header;
    }
}
