package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.UnusableNetworkException;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs go to the arguments of a network's forward by name, each as its type asks for. */
class SeveralInputsTest {
    /** Two logits: the normalised pair, and where the flag is up the sum of the ids' rows. */
    private static final String FORWARD =
            "return torch.add(torch.mul(x, self.scale), torch.mul(torch.sum(torch.embedding(self.rows, ids), [1]), torch.to(flag, 6)))";

    private static final Signature SIGNATURE = signature(Map.of(
            "flag", declared(ElementType.BOOL, 1, OptionalInt.empty()),
            "ids", declared(ElementType.I64, 3, OptionalInt.of(4)),
            "x", new InputDeclaration(Shape.of(2), Normalisation.of(1, 2))));

    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void aNetworkWhoseArgumentsAreInNoAlphabet() throws IOException {
        file = folder.resolve("mine.pt");
        write("x", "ids", "flag");
    }

    @Test
    void quantitiesAreNormalisedAndAllElseIsPassedAsItIs() {
        try (var network = runtime.open(file, SIGNATURE)) {
            var outputs = network.outputs(List.of(
                    record(Tensor.ofFloats(Shape.of(2), 3, 5), true, 0, 1, 3),
                    record(Tensor.ofBytes(Shape.of(2), new byte[] {3, (byte) 255}), false, 0, 1, 3)));

            assertThat(outputs)
                    .containsExactly(
                            Output.copyOf(1 * 10 + 1 + 2 + 4, 2 * 20 + 10 + 20 + 40), Output.copyOf(10, 127 * 20));
        }
    }

    @Test
    void aStepTrainsWhatTheInputsReachAndRepeatsItself() {
        try (var network = trainable();
                var again = trainable()) {
            var before = network.state();
            network.step(batch(), 0.01, 1);
            again.step(batch(), 0.01, 1);

            assertThat(network.state()).isEqualTo(again.state());
            assertThat(network.state().weights().get("rows"))
                    .isNotEqualTo(before.weights().get("rows"));
            assertThat(network.state().weights().get("scale"))
                    .isNotEqualTo(before.weights().get("scale"));
        }
    }

    @Test
    void anotherWayToCallTheNetworkIsAnotherProgram() {
        Path plain = Examples.builtin(folder, "builtin:mlp-8");
        try (var several = trainable();
                var one = runtime.openTrainable(plain, Examples.INPUT, ObjectiveSpec.DEFAULT, Examples.ADAM)) {
            assertThat(several.stepProgram()).isNotEqualTo(one.stepProgram());
        }
    }

    @Test
    void anExportedNetworkSaysWhatItTakes() throws IOException {
        Path weights = folder.resolve("weights.safetensors");
        Path exported = folder.resolve("exported.pt");
        try (var network = trainable()) {
            network.step(batch(), 0.01, 1);
            SafeTensors.write(weights, network.state().weights());
            runtime.export(file, weights, network.metadata(), exported);
            var expected = network.outputs(batch().inputs());
            try (var reopened = runtime.open(exported, SIGNATURE)) {
                assertThat(reopened.metadata()).isEqualTo(network.metadata());
                assertThat(reopened.outputs(batch().inputs())).isEqualTo(expected);
            }
        }
        var fewer = signature(Map.of("x", new InputDeclaration(Shape.of(2), Normalisation.NONE)));
        assertThatThrownBy(() -> runtime.open(exported, fewer))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessage(exported + " takes flag [1] of bool, ids [3] of i64 below 4, x [2] and gives 2 classes, "
                        + "the run declares x [2] and 2 classes");
    }

    @Test
    void aDescribedNetworkWithFewerRowsThanThereAreCategoriesIsRefused() throws IOException {
        var described = new ArtifactMetadata("mine.pt", SIGNATURE, 10, Map.of());
        Path described4 = Files.write(
                folder.resolve("described.pt"),
                dev.limbeck.network.torchscript.TorchScriptArchive.read(file)
                        .withExtra(ArtifactMetadata.ENTRY, dev.limbeck.contract.json.ContractJson.write(described))
                        .toBytes());
        var inputs = new TreeMap<>(SIGNATURE.inputs());
        inputs.put("ids", declared(ElementType.I64, 3, OptionalInt.of(5)));

        assertThatThrownBy(() -> runtime.open(described4, signature(inputs)))
                .hasMessageContaining("takes flag [1] of bool, ids [3] of i64 below 4, x [2]")
                .hasMessageContaining("the run declares flag [1] of bool, ids [3] of i64 below 5, x [2]");
    }

    @Test
    void oneThatDoesNotSayHowManyRowsItHasIsTriedWithTheLast() {
        var inputs = new TreeMap<>(SIGNATURE.inputs());
        inputs.put("ids", declared(ElementType.I64, 3, OptionalInt.of(5)));

        assertThatThrownBy(() -> runtime.open(file, signature(inputs)))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageContaining("PyTorch says \"index out of range in self\"")
                .hasMessageEndingWith("; declare no more categories than its embedding has rows");
    }

    @Test
    void namesThatDifferAreRefusedWithBoth() throws IOException {
        write("x", "tokens", "flag");

        assertThatThrownBy(() -> runtime.open(file, SIGNATURE))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessage(
                        file + " has a forward that takes x, tokens, flag, and the declared inputs are flag, ids, x; "
                                + "give inputs the names of its arguments");
    }

    @Test
    void whatItNeedsBesideIsRefusedToo() throws IOException {
        write("x", "ids", "flag", "mask");

        assertThatThrownBy(() -> runtime.open(file, SIGNATURE))
                .hasMessageContaining(
                        "has a forward that takes x, ids, flag, mask, and the declared inputs are flag, ids, x");
    }

    @Test
    void whatHasADefaultMayBeLeftOut() throws IOException {
        Archives.withSource(file, file, "flag: Tensor)", "flag: Tensor,\n    mask: Optional[Tensor]=None)");

        try (var network = runtime.open(file, SIGNATURE)) {
            assertThat(network.outputs(batch().inputs())).hasSize(3);
        }
    }

    @Test
    void anOnlyInputGoesToTheOnlyArgumentWhateverItsName() throws IOException {
        Path ids = folder.resolve("ids.pt");
        Files.write(
                ids,
                new ScriptedModule(
                                Map.of("rows", rows()),
                                Map.of(),
                                List.of("tokens"),
                                List.of("return torch.sum(torch.embedding(self.rows, tokens), [1])"))
                        .toArchive()
                        .toBytes());
        for (ElementType type : List.of(ElementType.I32, ElementType.I64)) {
            var signature = Signature.of(declared(type, 3, OptionalInt.of(4)), new Classification(2));
            try (var network = runtime.openTrainable(ids, signature, ObjectiveSpec.DEFAULT, Examples.ADAM)) {
                assertThat(network.outputs(List.of(Inputs.of(whole(type, 0, 1, 3)))))
                        .containsExactly(Output.copyOf(7, 70));
            }
        }
    }

    private void write(String... arguments) throws IOException {
        var scale = floats(List.of(2L), 10, 20);
        Files.write(
                file,
                new ScriptedModule(
                                Map.of("scale", scale, "rows", rows()),
                                Map.of(),
                                List.of(arguments),
                                List.of(FORWARD.replace("ids", arguments[1])))
                        .toArchive()
                        .toBytes());
    }

    private static HostTensor rows() {
        return floats(List.of(4L, 2L), 1, 10, 2, 20, 3, 30, 4, 40);
    }

    private static HostTensor floats(List<Long> shape, float... values) {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return new HostTensor("F32", shape, bytes.flip());
    }

    private DjlTrainableNetwork trainable() {
        return (DjlTrainableNetwork) runtime.openTrainable(file, SIGNATURE, ObjectiveSpec.DEFAULT, Examples.ADAM);
    }

    private static TrainingBatch batch() {
        var inputs = List.of(
                record(Tensor.ofFloats(Shape.of(2), 1, 2), true, 0, 0, 1),
                record(Tensor.ofFloats(Shape.of(2), -1, 0), false, 1, 2, 3),
                record(Tensor.ofBytes(Shape.of(2), new byte[] {1, 0}), true, 3, 3, 3));
        return new TrainingBatch(
                inputs,
                List.of(Output.copyOf(1, 2), Output.copyOf(0, 1), Output.copyOf(2, 0)),
                List.of(Optional.of(new OfClass(1)), Optional.empty(), Optional.of(new OfClass(0))));
    }

    private static Inputs record(Tensor x, boolean flag, long... ids) {
        var inputs = new TreeMap<String, Tensor>();
        inputs.put("x", x);
        inputs.put(
                "flag", new Tensor(ElementType.BOOL, Shape.of(1), ByteBuffer.wrap(new byte[] {(byte) (flag ? 1 : 0)})));
        inputs.put("ids", whole(ElementType.I64, ids));
        return new Inputs(inputs);
    }

    private static Tensor whole(ElementType type, long... values) {
        var bytes = ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            if (type == ElementType.I64) {
                bytes.putLong(value);
            } else {
                bytes.putInt((int) value);
            }
        }
        return new Tensor(type, Shape.of(values.length), bytes.flip());
    }

    private static InputDeclaration declared(ElementType type, int length, OptionalInt categories) {
        return new InputDeclaration(Optional.of(type), Shape.of(length), categories, Normalisation.NONE);
    }

    private static Signature signature(Map<String, InputDeclaration> inputs) {
        return new Signature(new TreeMap<>(inputs), new Classification(2));
    }
}
