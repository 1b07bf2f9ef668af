package dev.limbeck.network.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameIt() {
        file = folder.resolve("weights.safetensors");
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        var tensors = new TreeMap<String, HostTensor>();
        tensors.put("weight", floats(List.of(2L, 3L), 1, -2, Float.MIN_VALUE, Float.NaN, 0, -0f));
        tensors.put("ünïcödé \"bias\"", floats(List.of(1L), 7));
        tensors.put("updates", new HostTensor("I64", List.of(), ByteBuffer.allocate(8)));
        tensors.put("none", new HostTensor("F32", List.of(0L), ByteBuffer.allocate(0)));

        SafeTensors.write(file, tensors);

        assertThat(SafeTensors.read(file)).isEqualTo(tensors);
    }

    @Test
    void equalTensorsAreEqualBytes() throws IOException {
        var tensors = new TreeMap<>(java.util.Map.of("b", floats(List.of(1L), 1), "a", floats(List.of(1L), 2)));
        SafeTensors.write(file, tensors);
        Path again = folder.resolve("again.safetensors");
        SafeTensors.write(again, new TreeMap<>(tensors));

        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void aFileIsNeverWrittenOver() throws IOException {
        SafeTensors.write(file, new TreeMap<>());

        assertThatThrownBy(() -> SafeTensors.write(file, new TreeMap<>()))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void whatIsCutOffAnywhereIsRefused() throws IOException {
        SafeTensors.write(file, new TreeMap<>(java.util.Map.of("weight", floats(List.of(2L), 1, 2))));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafeTensors.read(file))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest(name = "a header of {0} bytes")
    @ValueSource(longs = {-1, 0, 1, 1 << 30, 100_000_001, Long.MAX_VALUE, Long.MIN_VALUE})
    void aHeaderLengthThatCannotBeIsRefusedBeforeAnyMemoryIsTaken(long length) throws IOException {
        Files.write(file, withHeaderLength(length, "{}"));

        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is no safetensors file: 10 bytes, header of " + length);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | tensor a stands at 0 to 4 of 0 bytes",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}} | tensor a stands at -4 to 0",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,9223372036854775807]}} | tensor a stands at 0 to",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[]}} | a tensor a without type, shape or place",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}} | a tensor a without type, shape or place",
                "{\"a\":null} | a tensor a without type, shape or place",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[9],\"data_offsets\":[0,0]}} | tensor a of F32 [9] has 0 bytes",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}} | tensor a of F32",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,0]}} | tensor a of F32 [-1] has 0 bytes",
                "{\"a\":{\"dtype\":\"C9\",\"shape\":[1],\"data_offsets\":[0,0]}} | tensor a is of type C9",
                "[] | is no safetensors file",
                "nonsense | is no safetensors file",
            })
    void aHeaderThatSaysWhatCannotBeIsRefused(String header, String reason) throws IOException {
        Files.write(file, withHeaderLength(header.length(), header));

        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
    }

    @Test
    void whatOthersSayOfTheirFileIsPassedOver() throws IOException {
        String header = "{\"__metadata__\":{\"format\":\"pt\"}}";
        Files.write(file, withHeaderLength(header.length(), header));

        assertThat(SafeTensors.read(file)).isEmpty();
    }

    /** The format's own first example, byte for byte: a length, a header without padding, sixteen bytes. */
    @Test
    void aFileOfAnotherWriterIsRead() throws IOException {
        // Given
        String header = "{\"test\":{\"dtype\":\"I32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}";
        byte[] whole = Arrays.copyOf(withHeaderLength(60, header), Long.BYTES + 60 + 16);
        assertThat(whole).startsWith('<', 0, 0, 0, 0, 0, 0, 0, '{', '"');
        whole[Long.BYTES + 60 + 5] = 1; // the second number, little-endian
        Files.write(file, whole);
        // When
        var tensor = Objects.requireNonNull(SafeTensors.read(file).get("test"));
        // Then
        assertThat(tensor.elementType()).isEqualTo("I32");
        assertThat(tensor.shape()).containsExactly(2L, 2L);
        assertThat(IntStream.range(0, 4).map(tensor.values().asIntBuffer()::get))
                .containsExactly(0, 256, 0, 0);
    }

    @Test
    void tensorsMayStandInAnyOrderInTheFile() throws IOException {
        // Given
        String header = "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[2,3]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[0,2]}}";
        byte[] whole = Arrays.copyOf(withHeaderLength(header.length(), header), Long.BYTES + header.length() + 3);
        whole[whole.length - 1] = 7;
        whole[whole.length - 2] = 0x3f;
        Files.write(file, whole);
        // When
        var tensors = SafeTensors.read(file);
        // Then
        assertThat(Objects.requireNonNull(tensors.get("a")).values().get()).isEqualTo((byte) 7);
        assertThat(Objects.requireNonNull(tensors.get("b")).values().getShort()).isEqualTo((short) 0x3f00);
    }

    @ParameterizedTest(name = "{0} has {1} bytes")
    @CsvSource({
        "F64, 8", "I64, 8", "F32, 4", "I32, 4", "F16, 2", "BF16, 2", "I16, 2", "I8, 1", "U8, 1", "BOOL, 1",
    })
    void everyElementTypeThatNetworksHaveIsAsWideAsTheFormatSays(String type, int width) throws IOException {
        // Given
        var tensors = new TreeMap<String, HostTensor>();
        tensors.put("a", new HostTensor(type, List.of(3L), ByteBuffer.wrap(new byte[3 * width])));
        SafeTensors.write(file, tensors);
        // Then
        assertThat(SafeTensors.read(file)).isEqualTo(tensors);
        // Given
        String header =
                "{\"a\":{\"dtype\":\"%s\",\"shape\":[3],\"data_offsets\":[0,%d]}}".formatted(type, 3 * width + 1);
        Files.write(
                file,
                Arrays.copyOf(withHeaderLength(header.length(), header), Long.BYTES + header.length() + 3 * width + 1));
        // Then
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("tensor a of %s [3] has %d bytes".formatted(type, 3 * width + 1));
    }

    private static byte[] withHeaderLength(long length, String header) {
        return ByteBuffer.allocate(Long.BYTES + header.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(header.getBytes(UTF_8))
                .array();
    }

    private static HostTensor floats(List<Long> shape, float... values) {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return new HostTensor("F32", shape, bytes.flip());
    }
}
