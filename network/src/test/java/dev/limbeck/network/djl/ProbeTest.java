package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.network.EngineFaultException;
import dev.limbeck.network.NetworkState;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.UnsoundNetworkException;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network stands in for the engine: what it says of a batch is not what it says of each of its records. */
class ProbeTest {
    private static final String RESULT = "return x";
    /** 0 for one record, and NaN for more. */
    private static final String NAN_IN_A_BATCH =
            "return torch.add(x, torch.mul(torch.sqrt(torch.tensor(1.5 - torch.size(x, 0))), 0.))";

    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);

    @TempDir
    Path folder;

    @Test
    void aNetworkThatGivesARecordOtherLogitsInABatchIsRefusedWithTheNumbers() throws IOException {
        Path mixing = changed("return x - torch.mean(x, [0], True)");

        assertThatThrownBy(() -> runtime.open(mixing, Examples.INPUT))
                .isInstanceOf(UnsoundNetworkException.class)
                .hasMessageStartingWith(mixing + " gives a record other logits in a batch of 8 than alone: ")
                .hasMessageMatching(
                        ".*: -?[0-9.E-]+ and 0\\.0 as number \\d+ of 10, allowed is a difference of 1\\.0E-4; .*");
        assertThatThrownBy(() -> openTrainable(mixing)).isInstanceOf(UnsoundNetworkException.class);
    }

    @Test
    void aDifferenceOfTheSizeThatTheFaultHasIsFoundAndOneOfRoundingIsNot() throws IOException {
        String off = "return torch.add(x, torch.mul(x, %s * (torch.size(x, 0) - 1)))";

        assertThatThrownBy(() -> runtime.open(changed(off.formatted("0.001")), Examples.INPUT))
                .isInstanceOf(UnsoundNetworkException.class);
        assertThatCode(() -> runtime.open(changed(off.formatted("0.000001")), Examples.INPUT)
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void aNaNThatOnlyABatchHasIsTheEnginesFaultAndNotTheNetworks() throws IOException {
        Path faulty = changed(NAN_IN_A_BATCH);

        assertThatThrownBy(() -> runtime.open(faulty, Examples.INPUT))
                .isInstanceOf(EngineFaultException.class)
                .hasMessageStartingWith(
                        "PyTorch computes wrongly on this machine: for one record it gives logits [NaN, ");
    }

    /** One that comes up later, on a machine that passed when the network was opened. */
    @Test
    void aNaNThatOnlyABatchHasIsNeverBlamedOnARecord() throws IOException {
        Path network = Examples.builtin(folder, "builtin:mlp-8");
        var archive = TorchScriptArchive.read(changed(NAN_IN_A_BATCH));
        var metadata = runtime.describe(network, Examples.INPUT);
        try (var faulty = ScriptedNetwork.load(archive, metadata)) {
            var inputs = Examples.batch(3, 1).inputs();

            assertThatThrownBy(() -> faulty.outputs(inputs)).isInstanceOf(EngineFaultException.class);
            assertThat(faulty.outputs(inputs.subList(0, 1))).allMatch(Output::isFinite);
        }
    }

    @Test
    void weightsThatGiveNaNAreToldApart() throws IOException {
        Path damaged = Archives.withEveryNumber(
                Examples.builtin(folder, "builtin:mlp-8"), folder.resolve("damaged.pt"), bytes(Float.NaN));

        assertThatThrownBy(() -> runtime.open(damaged, Examples.INPUT))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageStartingWith(damaged + " gives NaN for each of 8 ordinary inputs")
                .hasMessageContaining("its weights are damaged");
    }

    /** The values are those of a sound network; what is handed back through them is not. */
    @Test
    void aGradientThatDependsOnTheSizeOfTheBatchIsRefusedWithTheNumbers() throws IOException {
        Path wrong = changed("share = 1. / torch.size(x, 0)\n"
                + "    return torch.add(torch.mul(x, share), torch.mul(torch.detach(x), 1. - share))");

        runtime.open(wrong, Examples.INPUT).close();
        assertThatThrownBy(() -> openTrainable(wrong))
                .isInstanceOf(UnsoundNetworkException.class)
                .hasMessageMatching(
                        ".* cannot be trained: for 8 copies of a record and for it alone it has the gradient"
                                + " norms [0-9.E-]+ and [0-9.E-]+, allowed is a difference of .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"return torch.dropout(x, 0.5, self.training)", "return torch.dropout(x, 0.5, True)"})
    void aNetworkThatDrawsIsNotRefused(String result) throws IOException {
        Path drawing = changed(result);

        runtime.open(drawing, Examples.INPUT).close();
        openTrainable(drawing).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin:cnn-4", "builtin:resnet-8x16"})
    void tryingANetworkLeavesNoTrace(String name) {
        Path file = Examples.builtin(folder, name);
        var inside = TorchScriptArchive.read(file).tensorValues();
        NetworkState tried;
        NetworkState knownAlready;
        try (var network = openTrainable(file)) {
            tried = network.state();
        }
        try (var network = openTrainable(file)) {
            knownAlready = network.state();
        }

        assertThat(tried.weights()).isEqualTo(inside);
        assertThat(tried).isEqualTo(knownAlready);
        assertThat(Objects.requireNonNull(tried.optimizer().get("updates"))
                        .values()
                        .getLong())
                .isZero();
    }

    private TrainableNetwork openTrainable(Path file) {
        return runtime.openTrainable(file, Examples.INPUT, ObjectiveSpec.DEFAULT, Examples.ADAM);
    }

    private Path changed(String result) throws IOException {
        return Archives.withSource(
                Examples.builtin(folder, "builtin:mlp-8"), folder.resolve("changed.pt"), RESULT, result);
    }

    private static byte[] bytes(float number) {
        return ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(number)
                .array();
    }
}
