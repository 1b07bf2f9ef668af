package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.signature.DeclaredShape;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.network.UnsoundNetworkException;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.safetensors.HostTensor;
import dev.limbeck.network.safetensors.SafeTensors;
import dev.limbeck.network.torchscript.ScriptedModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of unequal length go through a network together, and none of them is told by the others. */
class UnequalLengthsTest {
    private static final ObjectiveSpec LABELS_ONLY = new ObjectiveSpec(0, 1);
    private static final Signature TEXT = Texts.signature(12, 50, 2);

    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);

    @TempDir
    Path folder;

    @Test
    void aNetworkThatTakesTheMaskGivesPythonsLogitsTogetherAndAlone() {
        var exchange = Exchange.document("text.json");
        var records = Exchange.records(exchange.get("records"), TEXT);
        try (var network = runtime.open(Exchange.file("text.pt"), TEXT)) {
            Exchange.assertClose(network.outputs(records), exchange.get("text"));
            Exchange.assertClose(
                    records.stream()
                            .flatMap(record -> network.outputs(List.of(record)).stream())
                            .toList(),
                    exchange.get("text"));
        }
    }

    @Test
    void aNetworkThatTakesTheMaskLearnsFromBatchesOfUnequalLengths() {
        var batches = IntStream.range(0, 4)
                .mapToObj(seed -> Texts.batch(16, 2, 12, 50, seed))
                .toList();
        try (var network = runtime.openTrainable(Exchange.file("text.pt"), TEXT, LABELS_ONLY, Examples.ADAM);
                var resumed = runtime.openTrainable(Exchange.file("text.pt"), TEXT, LABELS_ONLY, Examples.ADAM)) {
            var losses = Texts.losses(network, batches, 60, 0.02);
            assertThat(losses.get(1)).isLessThan(losses.get(0) / 2);

            resumed.restore(network.state());
            network.step(batches.get(0), 0.02, 60);
            resumed.step(batches.get(0), 0.02, 60);
            assertThat(resumed.state()).isEqualTo(network.state());
        }
    }

    @Test
    void whatIsExportedSaysHowLongRecordsMayBe() throws Exception {
        var records = Texts.batch(6, 2, 12, 50, 9).inputs();
        Path exported = folder.resolve("exported.pt");
        List<Output> expected = exportText(exported, records);

        try (var reopened = runtime.open(exported, TEXT)) {
            assertThat(reopened.metadata().signature()).isEqualTo(TEXT);
            assertThat(reopened.outputs(records)).isEqualTo(expected);
        }
        runtime.open(exported, Texts.signature(8, 50, 2)).close();
        assertThatThrownBy(() -> runtime.open(exported, Texts.signature(13, 50, 2)))
                .hasMessage(exported + " takes tokens [<=12] of i64 below 50 and gives 2 classes, "
                        + "the run declares tokens [<=13] of i64 below 50 and 2 classes");
    }

    @Test
    void whatIsExportedGivesTheSameLogitsInPython() throws Exception {
        Python.assumeItHasTorch(folder);
        var exchange = Exchange.document("text.json");
        Path exported = folder.resolve("exported.pt");
        List<Output> expected = exportText(exported, Exchange.records(exchange.get("records"), TEXT));
        Path inputs = folder.resolve("inputs.json");
        Files.write(inputs, new ObjectMapper().writeValueAsBytes(exchange.get("records")));

        Exchange.assertClose(
                expected, Python.printed(folder, Exchange.file("exchange.py"), "outputs", exported, inputs));
    }

    private List<Output> exportText(Path exported, List<Inputs> records) throws IOException {
        Path weights = folder.resolve("weights.safetensors");
        Path brought = Exchange.file("text.pt");
        try (var network = runtime.openTrainable(brought, TEXT, LABELS_ONLY, Examples.ADAM)) {
            Texts.losses(network, List.of(Texts.batch(16, 2, 12, 50, 1)), 20, 0.02);
            SafeTensors.write(weights, network.state().weights());
            runtime.export(brought, weights, network.metadata(), exported);
            return network.outputs(records);
        }
    }

    /** It counts places, and gives the mean of what stands there. */
    @Test
    void aNetworkWithoutAMaskGetsEveryRecordAsLongAsTheBound() throws IOException {
        Path counting = network(
                List.of("tokens"),
                "rows = torch.sum(torch.embedding(self.rows, tokens), [1])",
                "return torch.add(rows, float(torch.size(tokens, 1)))");
        var records = List.of(Texts.of(1), Texts.of(1, 2, 3), Texts.of(2, 2));
        var signature = Texts.signature(5, 4, 2);
        try (var network = runtime.openTrainable(counting, signature, LABELS_ONLY, Examples.ADAM)) {
            var together = network.outputs(records);

            assertThat(together)
                    .containsExactly(
                            Output.copyOf(5 + 2 + 4, 5 + 20 + 40),
                            Output.copyOf(5 + 2 + 3 + 4 + 2, 5 + 20 + 30 + 40 + 20),
                            Output.copyOf(5 + 6 + 3, 5 + 60 + 30));
            assertThat(Texts.alone(network, records)).isEqualTo(together);
        }
    }

    @Test
    void aNetworkThatLooksBeyondItsMaskIsRefused() throws IOException {
        Path beyond =
                network(List.of("tokens", "tokens_mask"), "return torch.sum(torch.embedding(self.rows, tokens), [1])");

        assertThatThrownBy(() -> runtime.open(beyond, Texts.signature(5, 4, 2)))
                .isInstanceOf(UnsoundNetworkException.class)
                .hasMessageContaining(
                        "either it mixes the records of a batch, or looks beyond what its mask says is there, or PyTorch");
    }

    @Test
    void aNetworkThatNeedsMoreThanTheShortestIsRefusedWithPyTorchsReason() throws IOException {
        Path needing = network(
                List.of("tokens", "tokens_mask"),
                "rows = torch.mul(torch.embedding(self.rows, tokens), torch.to(torch.unsqueeze(tokens_mask, -1), 6))",
                "second = torch.select(rows, 1, 1)",
                "return torch.add(torch.sum(rows, [1]), torch.mul(second, 0.))");

        assertThatThrownBy(() -> runtime.open(needing, Texts.signature(5, 4, 2)))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageContaining(
                        "cannot be used for inputs tokens [<=5] of i64 below 4 and 2 classes: PyTorch says")
                .hasMessageEndingWith("export a forward from one int64 tensor [n, <=5] to logits [n, 2], for any n");
    }

    @Test
    void anyDimensionOfQuantitiesMayVaryAndIsNormalisedWithTheRest() throws IOException {
        var signature = Signature.of(
                new InputDeclaration(
                        Optional.empty(),
                        DeclaredShape.read(List.of(2, "<=3")),
                        OptionalInt.empty(),
                        1,
                        new Normalisation(List.of(1.0, 10.0), List.of(1.0, 2.0))),
                new Classification(2));
        Path summing = network(List.of("x"), "return torch.sum(x, [2])");
        var shorter = Inputs.of(Tensor.ofFloats(Shape.of(2, 1), 3, 14));
        var longest = Inputs.of(Tensor.ofBytes(Shape.of(2, 3), new byte[] {1, 2, 3, 10, 12, 14}));
        try (var network = runtime.open(summing, signature)) {
            assertThat(network.outputs(List.of(shorter, longest)))
                    .containsExactly(Output.copyOf(2, 2 - 4.5f - 4.5f), Output.copyOf(3, 3));
        }
    }

    @Test
    void builtInNetworksTakeThemAsLongAsTheBound() throws IOException {
        var inputs = new TreeMap<>(TEXT.inputs());
        inputs.put(
                "loudness",
                new InputDeclaration(
                        Optional.empty(),
                        DeclaredShape.read(List.of("<=8")),
                        OptionalInt.empty(),
                        0,
                        Normalisation.NONE));
        var signature = new Signature(inputs, new Classification(2));
        Path file = Files.write(folder.resolve("mlp.pt"), BuiltinNetworks.author("builtin:mlp-16", signature, 7));
        var batches = Stream.of(1, 2)
                .map(seed -> Texts.batch(16, 2, 12, 50, seed))
                .map(batch -> Texts.labelled(
                        batch.inputs().stream()
                                .map(UnequalLengthsTest::withLoudness)
                                .toList(),
                        batch.hardLabels().stream()
                                .map(label -> Classification.index(label.orElseThrow()))
                                .toList()))
                .toList();
        try (var network = runtime.openTrainable(file, signature, LABELS_ONLY, Examples.ADAM)) {
            var losses = Texts.losses(network, batches, 60, 0.02);
            assertThat(losses.get(1)).isLessThan(losses.get(0) / 2);

            var records = batches.get(0).inputs();
            var together = network.outputs(records);
            var alone = Texts.alone(network, records);
            for (int i = 0; i < records.size(); i++) {
                assertThat(together.get(i).get(0)).isCloseTo(alone.get(i).get(0), Offset.offset(1e-4f));
            }
        }
    }

    private static Inputs withLoudness(Inputs text) {
        var inputs = new TreeMap<>(text.byName());
        int length = Math.min(8, text.only().shape().elements());
        inputs.put("loudness", Tensor.ofFloats(Shape.of(length), new float[length]));
        return new Inputs(inputs);
    }

    private Path network(List<String> arguments, String... forward) throws IOException {
        var bytes = ByteBuffer.allocate(8 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : new float[] {1, 10, 2, 20, 3, 30, 4, 40}) {
            bytes.putFloat(value);
        }
        var rows = new HostTensor("F32", List.of(4L, 2L), bytes.flip());
        var module = new ScriptedModule(Map.of("rows", rows), Map.of(), arguments, List.of(forward));
        return Files.write(folder.resolve("mine.pt"), module.toArchive().toBytes());
    }
}
