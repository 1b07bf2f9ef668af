package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.network.UnusableNetworkException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logits count alone, as the first of a tuple, and under their name in a dictionary. */
class OutputFormsTest {
    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Tuple[Tensor, Tensor] | return (x, torch.mul(x, 2))",
                "Dict[str, Tensor] | return {\"features\": torch.mul(x, 2), \"logits\": x}"
            })
    void isUsedAndTrainedAsTheNetworkThatGivesThemAlone(String type, String result) throws IOException {
        Path plain = Examples.builtin(folder, "builtin:mlp-8");
        Path mine = giving(plain, type, result);

        try (var expected = runtime.openTrainable(plain, Examples.INPUT, ObjectiveSpec.DEFAULT, Examples.ADAM);
                var network = runtime.openTrainable(mine, Examples.INPUT, ObjectiveSpec.DEFAULT, Examples.ADAM)) {
            var batch = Examples.batch(8, 1);
            assertThat(network.outputs(batch.inputs())).isEqualTo(expected.outputs(batch.inputs()));
            network.step(batch, 0.01, 1);
            expected.step(batch, 0.01, 1);
            assertThat(network.state()).isEqualTo(expected.state());
        }
    }

    @Test
    void aDictionaryWithoutLogitsIsRefused() throws IOException {
        Path plain = Examples.builtin(folder, "builtin:mlp-8");
        Path mine = giving(plain, "Dict[str, Tensor]", "return {\"scores\": x}");

        assertThatThrownBy(() -> runtime.open(mine, Examples.INPUT))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageEndingWith(
                        "; have its forward return the logits alone, or as the first of a tuple, or as \"logits\" of a dictionary");
    }

    private Path giving(Path plain, String type, String result) throws IOException {
        Path mine = folder.resolve("mine.pt");
        Path typed = Archives.withSource(plain, mine, ") -> Tensor:", ") -> " + type + ":");
        return Archives.withSource(typed, mine, "return x", result);
    }
}
