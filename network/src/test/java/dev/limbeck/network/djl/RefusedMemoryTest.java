package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.safetensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A reconciler tries a network that is refused again and again: what stays in PyTorch's memory each time adds up. */
class RefusedMemoryTest {
    private static final long PAGE = 4096;
    private static final long MEBIBYTE = 1 << 20;
    /** Until the heap and the native allocator have the size that they keep. */
    private static final int WARM_UP = 40;

    private static final int REFUSALS = 160;
    /** Of the numbers of one network, in bytes: 144 to 1024 to 256 to 10. */
    private static final long LEAST_LEAK = REFUSALS * 4L * (144 * 1024 + 1024 * 256);

    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void manyRefusalsKeepNoNativeMemory() throws IOException {
        // Given
        Path plain = Examples.builtin(folder, "builtin:mlp-1024x256");
        Path frozen = folder.resolve("frozen.pt");
        Archives.frozen(plain, frozen);
        Path weights = folder.resolve("weights.safetensors");
        SafeTensors.write(weights, new TreeMap<>());
        refuse(WARM_UP, plain, frozen, weights);
        int open = LoadedScript.open();
        long before = resident();
        // When
        refuse(REFUSALS, plain, frozen, weights);
        // Then
        assertThat(LoadedScript.open()).isEqualTo(open);
        assertThat((resident() - before) / MEBIBYTE)
                .as("MiB more than before %d refusals", REFUSALS)
                .isLessThan(LEAST_LEAK / 2 / MEBIBYTE);
    }

    private void refuse(int times, Path plain, Path frozen, Path weights) {
        for (int i = 0; i < times / 2; i++) {
            assertThatThrownBy(
                            () -> runtime.openTrainable(frozen, Examples.INPUT, ObjectiveSpec.DEFAULT, Examples.ADAM))
                    .isInstanceOf(UnusableNetworkException.class);
            assertThatThrownBy(() -> runtime.open(plain, weights, Examples.INPUT))
                    .isInstanceOf(UnusableNetworkException.class);
        }
    }

    private static long resident() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]) * PAGE;
    }
}
