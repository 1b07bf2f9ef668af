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
import java.util.TreeMap;
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
