package dev.limbeck.network.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.network.UnusableNetworkException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveEntriesTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameIt() {
        file = folder.resolve("network.pt");
    }

    @Test
    void whatInflatesWithoutEndIsRefusedAfter32Mebibytes() throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("net/code/__torch__.py"));
            byte[] zeros = new byte[MEBIBYTE];
            for (int i = 0; i < 128; i++) {
                zip.write(zeros);
            }
        }

        assertThat(Files.size(file)).isLessThan(MEBIBYTE / 4);
        assertThatThrownBy(() -> TorchScriptArchive.read(file))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessage(file + " unpacks to more than 33554432 bytes at its entry code/__torch__.py, more than a "
                        + "TorchScript archive of its size does");
    }

    /** PyTorch compresses code; numbers it reads where they stand. */
    @Test
    void numbersThatAreCompressedAreRefusedAndCodeThatIsIsRead() throws IOException {
        write(Map.of("net/data.pkl", "x", "net/code/__torch__.py", "y".repeat(1000)));
        assertThat(TorchScriptArchive.read(file).entries().get("code/__torch__.py"))
                .hasSize(1000);

        write(Map.of("net/data.pkl", "x", "net/code/__torch__.py", "y", "net/data/0", "z"));
        assertThatThrownBy(() -> TorchScriptArchive.read(file))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageContaining("has a compressed entry data/0, which TorchScript stores");
    }

    @Test
    void aFileThatTheHeapHasNoRoomForIsRefusedBeforeItIsRead() throws IOException {
        Files.write(file, new byte[2000]);

        assertThatThrownBy(() -> ArchiveEntries.read(file, 1999))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageStartingWith("has 2000 bytes, this process reads at most 1999, half of its heap");
    }

    /** Two entries of the directory that point at the same bytes: the file says that it holds more than it has. */
    @Test
    void storedEntriesCannotHoldMoreThanTheFile() throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        entries.put("data.pkl", new byte[MEBIBYTE]);
        byte[] whole = new TorchScriptArchive(entries).toBytes();
        Files.write(file, withDirectoryEntryTwice(whole));

        assertThatThrownBy(() -> TorchScriptArchive.read(file))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageContaining("unpacks to more than " + Files.size(file) + " bytes");
    }

    @Test
    void whatIsCutOffIsNoArchive() throws IOException {
        write(Map.of("net/data.pkl", "x", "net/code/__torch__.py", "y"));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TorchScriptArchive.read(file)).isInstanceOf(UnusableNetworkException.class);
        }
    }

    private void write(Map<String, String> entries) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    /** The end record of a zip without a comment: 22 bytes, with counts at 8 and 10, the directory's size and place at 12. */
    private static byte[] withDirectoryEntryTwice(byte[] zip) {
        var end = ByteBuffer.wrap(zip, zip.length - 22, 22).slice().order(ByteOrder.LITTLE_ENDIAN);
        int size = end.getInt(12);
        int place = end.getInt(16);
        var doubled = ByteBuffer.allocate(zip.length + size).order(ByteOrder.LITTLE_ENDIAN);
        doubled.put(zip, 0, place).put(zip, place, size).put(zip, place, size).put(zip, zip.length - 22, 22);
        int at = doubled.capacity() - 22;
        doubled.putShort(at + 8, (short) 2).putShort(at + 10, (short) 2).putInt(at + 12, 2 * size);
        return doubled.array();
    }
}
