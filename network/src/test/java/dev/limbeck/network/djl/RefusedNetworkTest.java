package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.safetensors.SafeTensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each network that is not taken is refused in one sentence: the file, PyTorch's own reason, and what to do. */
class RefusedNetworkTest {
    private static final ObjectiveSpec OBJECTIVE = ObjectiveSpec.DEFAULT;
    private static final String FLATTEN = "x = torch.flatten(x, 1, -1)";

    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);

    @TempDir
    Path folder;

    private Path plain = Path.of("");
    private Path mine = Path.of("");

    @BeforeEach
    void aNetworkToSpoil() {
        plain = Examples.builtin(folder, "builtin:mlp-8");
        mine = folder.resolve("mine.pt");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"HalfStorage, 2, F16", "DoubleStorage, 8, F64"})
    void numbersOfAnotherPrecision(String storage, int width, String type) throws IOException {
        Archives.withNumbersOf(plain, mine, storage, width);

        refused("should be the same|same dtype|must have the same|expected m1 and m2")
                .hasMessageContaining(
                        "; its numbers are " + type + ", so convert it with network.float() before torch.jit.save");
    }

    @Test
    void tokenIdsThatItDoesNotCastItself() throws IOException {
        Archives.withSource(plain, mine, FLATTEN, "x = torch.flatten(torch.embedding(self.hidden1_weight, x), 1, -1)");

        refused("indices.*scalar types: Long, Int")
                .hasMessageContaining(
                        "; inputs without a declared type come as float32, so declare type: i64 for it, or have its "
                                + "forward begin with x = x.long()");
    }

    @Test
    void aBatchSizeThatWasTraced() throws IOException {
        Archives.withSource(plain, mine, FLATTEN, "x = torch.reshape(x, [1, -1])");

        refused("shapes cannot be multiplied \\(1x1152 and 144x8\\)")
                .hasMessageContaining("; it takes a batch of one only, so export it with torch.jit.script");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {"List[Tensor] | return [x, x]", "Optional[Tensor] | return x"})
    void anOutputThatIsNoTensor(String type, String result) throws IOException {
        Path typed = Archives.withSource(plain, mine, ") -> Tensor:", ") -> " + type + ":");
        Archives.withSource(typed, mine, "return x", result);

        refused("annotated as having type Tensor but is actually of type \\Q" + type + "\\E\"")
                .hasMessageEndingWith(
                        "; have its forward return the logits alone, or as the first of a tuple, or as \"logits\" of a dictionary");
    }

    @Test
    void anArgumentThatNobodyDeclares() throws IOException {
        Archives.withSource(plain, mine, "x: Tensor)", "x: Tensor, m: Tensor)");

        assertThatThrownBy(() -> runtime.open(mine, Examples.INPUT))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessage(mine + " has a forward that takes x, m, and the declared inputs are input; "
                        + "give inputs the names of its arguments");
    }

    @Test
    void anythingElseIsToldWhatANetworkIs() throws IOException {
        Archives.withSource(plain, mine, FLATTEN, "x = torch.no_such_thing(x)");

        refused("Unknown builtin op: aten::no_such_thing")
                .hasMessageEndingWith(
                        "; export a forward from one float32 tensor [n, 1, 12, 12] to logits [n, 10], for any n");
    }

    @Test
    void logitsOfAnotherTypeOrShape() throws IOException {
        Archives.withSource(plain, mine, "return x", "return torch.to(x, 7)");
        assertThatThrownBy(() -> runtime.open(mine, Examples.INPUT))
                .hasMessage(mine + " gives logits of type float64, needed is float32; end its forward with .float()");

        Archives.withSource(plain, mine, "return x", "return torch.mean(x, [1], True)");
        assertThatThrownBy(() -> runtime.open(mine, Examples.INPUT))
                .hasMessage(
                        mine
                                + " gives an output of shape (8, 1) for 8 inputs, needed are logits of shape (8, 10); the run declares 10 classes");
    }

    @Test
    void nothingLeftToTrain() throws IOException {
        Archives.frozen(plain, mine);

        runtime.open(mine, Examples.INPUT).close();
        assertThatThrownBy(() -> runtime.openTrainable(mine, Examples.INPUT, OBJECTIVE, Examples.ADAM))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessage(mine + " has no parameter that requires a gradient, so nothing can be trained; export it "
                        + "without torch.jit.freeze, with requires_grad_(True) on what is to be trained");
    }

    @Test
    void aFileThatIsMissing() {
        assertThatThrownBy(() -> runtime.open(folder.resolve("resent.pt"), Examples.INPUT))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessage(
                        folder.resolve("resent.pt") + " does not exist; a network is the path of a TorchScript file, "
                                + "or a name such as builtin:cnn-8");
    }

    @Test
    void metadataThatIsNone() throws IOException {
        Files.write(
                mine,
                dev.limbeck.network.torchscript.TorchScriptArchive.read(plain)
                        .withExtra("limbeck.json", new byte[] {'{', '}'})
                        .toBytes());

        assertThatThrownBy(() -> runtime.open(mine, Examples.INPUT))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageStartingWith(mine + " has an extra/limbeck.json that cannot be read: ");
    }

    /** As {@code torch.nn.Conv2d} declares its bias: one that may be missing. */
    @Test
    void aFrozenBiasIsNoReasonToRefuseANetworkAndStaysAsItIs() throws IOException {
        Path optional = Archives.withSource(plain, mine, "head_bias : Tensor", "head_bias : Optional[Tensor]");
        Archives.frozen(optional, mine, "head_bias");

        try (var network = runtime.openTrainable(mine, Examples.INPUT, OBJECTIVE, Examples.ADAM)) {
            var before = network.state();
            TrainingBatch batch = Examples.batch(8, 1);
            network.step(batch, 0.01, 1);
            var after = network.state();
            assertThat(after.weights().get("head_bias"))
                    .isEqualTo(before.weights().get("head_bias"));
            assertThat(after.weights().get("head_weight"))
                    .isNotEqualTo(before.weights().get("head_weight"));
            assertThat(after.optimizer()).doesNotContainKey("first.head_bias");
        }
    }

    /** Until then, what was frozen was trained all the same; such a student goes on as it began. */
    @Test
    void aStudentThatTrainedWhatIsFrozenGoesOnDoingSo() throws IOException {
        Archives.frozen(plain, mine, "head_bias");
        try (var before = runtime.openTrainable(plain, Examples.INPUT, OBJECTIVE, Examples.ADAM);
                var resumed = runtime.openTrainable(mine, Examples.INPUT, OBJECTIVE, Examples.ADAM)) {
            before.step(Examples.batch(8, 1), 0.01, 1);
            resumed.restore(before.state());
            before.step(Examples.batch(8, 2), 0.01, 2);
            resumed.step(Examples.batch(8, 2), 0.01, 2);
            assertThat(resumed.state()).isEqualTo(before.state());
        }
    }

    @Test
    void noRefusalKeepsAModuleInPyTorchsMemory() throws IOException {
        int open = LoadedScript.open();
        Archives.frozen(plain, mine);
        Path weights = folder.resolve("weights.safetensors");
        SafeTensors.write(weights, new TreeMap<>());
        Path mixing = Archives.withSource(
                plain, folder.resolve("mixing.pt"), "return x", "return x - torch.mean(x, [0], True)");

        assertThatThrownBy(() -> runtime.openTrainable(mine, Examples.INPUT, OBJECTIVE, Examples.ADAM))
                .isInstanceOf(UnusableNetworkException.class);
        assertThatThrownBy(() -> runtime.open(plain, folder.resolve("pruned.safetensors"), Examples.INPUT))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> runtime.open(plain, weights, Examples.INPUT))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageStartingWith(plain + " does not take the weights of " + weights);
        assertThatThrownBy(() -> runtime.open(mixing, Examples.INPUT)).isInstanceOf(UnusableNetworkException.class);

        assertThat(LoadedScript.open()).isEqualTo(open);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(String reason) {
        assertThatThrownBy(() -> runtime.openTrainable(mine, Examples.INPUT, OBJECTIVE, Examples.ADAM))
                .isInstanceOf(UnusableNetworkException.class);
        return assertThatThrownBy(() -> runtime.open(mine, Examples.INPUT))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageStartingWith(mine + " cannot be used for inputs [1×12×12] and 10 classes: PyTorch says \"")
                .hasMessageFindingMatch(reason)
                .hasMessageNotContaining("training_step");
    }
}
