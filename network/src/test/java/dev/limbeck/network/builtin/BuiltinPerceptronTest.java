package dev.limbeck.network.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.network.InventedInputs;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in network for tables: several inputs, quantities and indices among them. */
class BuiltinPerceptronTest {
    private static final InputDeclaration QUANTITIES = new InputDeclaration(Shape.of(3), Normalisation.of(5, 2));
    private static final InputDeclaration FLAG = declared(ElementType.BOOL, 1, OptionalInt.empty());
    private static final InputDeclaration STORES = declared(ElementType.I64, 2, OptionalInt.of(7));

    @TempDir
    Path folder;

    @Test
    void anEmbeddingHasARowForEachCategoryAndHalfAsManyColumns() throws IOException {
        var signature = signature(Map.of("x", QUANTITIES, "flag", FLAG, "store", STORES));
        try (var network = new DjlNetworkRuntime(1)
                .openTrainable(
                        authored("builtin:mlp-8", signature),
                        signature,
                        ObjectiveSpec.DEFAULT,
                        OptimizerSpec.DEFAULT)) {
            var before = network.state().weights();
            assertThat(Objects.requireNonNull(before.get("embedding_store_weight"))
                            .shape())
                    .containsExactly(7L, 4L);
            assertThat(Objects.requireNonNull(before.get("hidden1_weight")).shape())
                    .containsExactly(8L, 3L + 1 + 2 * 4);
            assertThat(network.metadata().parameters()).isEqualTo(7 * 4 + 12 * 8 + 8 + 8 * 2 + 2);

            network.step(
                    new TrainingBatch(
                            List.of(InventedInputs.of(signature, (input, place) -> place + 1)),
                            List.of(Output.copyOf(1, 2)),
                            List.of(Optional.of(new OfClass(0)))),
                    0.01,
                    1);

            assertThat(network.state().weights().get("embedding_store_weight"))
                    .isNotEqualTo(before.get("embedding_store_weight"));
        }
    }

    @Test
    void equalSeedsGiveEqualBytes() {
        var signature = signature(Map.of("x", QUANTITIES, "store", STORES));

        assertThat(BuiltinNetworks.author("builtin:mlp-8", signature, 7))
                .isEqualTo(BuiltinNetworks.author("builtin:mlp-8", signature, 7))
                .isNotEqualTo(BuiltinNetworks.author("builtin:mlp-8", signature, 8));
    }

    @Test
    void anOnlyInputMayBeAnIndexUnderAnyName() throws IOException {
        var signature = signature(Map.of("class", declared(ElementType.I32, 1, OptionalInt.of(200))));

        try (var network = new DjlNetworkRuntime(1).open(authored("builtin:mlp-8", signature), signature)) {
            assertThat(network.outputs(List.of(InventedInputs.zeros(signature))))
                    .hasSize(1);
            assertThat(network.metadata().signature()).isEqualTo(signature);
        }
    }

    @Test
    void howManyCategoriesThereAreHasToBeSaid() {
        var signature = signature(Map.of("x", QUANTITIES, "store", declared(ElementType.I64, 1, OptionalInt.empty())));

        refused("builtin:mlp-8", signature, "input store is of i64 without categories, needed is how many there are");
    }

    @ParameterizedTest
    @ValueSource(strings = {"None", "class", "self", "torch"})
    void aNameThatNoArgumentCanHaveIsRefused(String name) {
        var signature = signature(Map.of("x", QUANTITIES, name, FLAG));

        refused("builtin:mlp-8", signature, "an input is called " + name + ", allowed is what can name an argument");
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin:cnn-4", "builtin:resnet-8x2"})
    void networksOfImagesTakeOneImage(String network) {
        var image = new InputDeclaration(Shape.of(1, 12, 12), Normalisation.NONE);

        refused(
                network,
                signature(Map.of("image", image, "store", STORES)),
                "this network takes one image, and the declared inputs are image [1×12×12], store [2] of i64 below 7; "
                        + "take builtin:mlp-<width>, or bring a network");
    }

    private static void refused(String network, Signature signature, String why) {
        assertThatThrownBy(() -> BuiltinNetworks.author(network, signature, 7))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageStartingWith(network + " cannot be made: " + why);
    }

    private Path authored(String network, Signature signature) throws IOException {
        return Files.write(folder.resolve("network.pt"), BuiltinNetworks.author(network, signature, 7));
    }

    private static InputDeclaration declared(ElementType type, int length, OptionalInt categories) {
        return new InputDeclaration(Optional.of(type), Shape.of(length), categories, Normalisation.NONE);
    }

    private static Signature signature(Map<String, InputDeclaration> inputs) {
        return new Signature(new TreeMap<>(inputs), new Classification(2));
    }
}
