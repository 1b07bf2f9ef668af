package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.NetworkRaisedException;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.builtin.BuiltinNetworks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallestBatchTest {
    private static final Signature TINY = Signature.ofClasses(Shape.of(1, 4, 4), 4, Normalisation.of(127, 64));

    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);

    @TempDir
    Path folder;

    /** Where a picture has come down to one value a channel, batch norm has no variance of a single one. */
    @ParameterizedTest(name = "{0} needs {1} at a time")
    @CsvSource({"builtin:resnet-8x4, 2", "builtin:cnn-4, 1", "builtin:mlp-8, 1"})
    void isFoundOutWhenANetworkIsOpened(String name, int smallest) throws Exception {
        try (var network = open(authored(name))) {
            assertThat(network.smallestBatch()).isEqualTo(smallest);
            assertThat(network.isFinite(batch(1), 0)).isEqualTo(smallest == 1);
            assertThat(network.step(batch(2), 0.01, 0).finite()).isTrue();
        }
    }

    @Test
    void ofABroughtNetworkThatRaisesIsFoundOutToo() throws Exception {
        try (var network = open(raising(authored("builtin:resnet-8x4"), "torch.size(x, 0) < 2"))) {
            // Given
            assertThat(network.smallestBatch()).isEqualTo(2);
            assertThat(network.step(batch(2), 0.01, 0).finite()).isTrue();
            var before = network.state();
            // When
            assertThatThrownBy(() -> network.step(batch(1), 0.01, 1))
                    .isInstanceOf(NetworkRaisedException.class)
                    .hasMessageContaining("for a test");
            // Then: batch statistics that had moved before it raised are as they were, and it learns on
            assertThat(network.state()).isEqualTo(before);
            assertThat(network.step(batch(3), 0.01, 1).finite()).isTrue();
            network.restore(before);
            assertThat(network.state()).isEqualTo(before);
        }
    }

    @Test
    void openingANetworkLeavesItAsItWas() throws Exception {
        try (var network = open(authored("builtin:resnet-8x4"));
                var untouched = runtime.open(authored("builtin:resnet-8x4"), TINY)) {
            assertThat(network.outputs(batch(3).inputs())).isEqualTo(untouched.outputs(batch(3).inputs()));
        }
    }

    private TrainableNetwork open(Path file) {
        return runtime.openTrainable(file, TINY, new ObjectiveSpec(0.9, 4), Examples.ADAM);
    }

    private Path authored(String name) throws Exception {
        return Files.write(folder.resolve("network.pt"), BuiltinNetworks.author(name, TINY, 7));
    }

    /** Raises amid the network, in training, where the condition holds. */
    private Path raising(Path network, String condition) throws Exception {
        String last = "    x = torch.linear(";
        String raise = """
                    if self.training and %s:
                      ops.prim.RaiseException("for a test", "builtins.ValueError")
                    else:
                      pass
                """.formatted(condition);
        return Archives.withSource(network, folder.resolve("raising.pt"), last, raise + last);
    }

    private static TrainingBatch batch(int size) {
        var inputs = IntStream.range(0, size)
                .mapToObj(number -> {
                    byte[] pixels = new byte[16];
                    new java.util.SplittableRandom(number).nextBytes(pixels);
                    return Inputs.of(Tensor.ofBytes(TINY.only().shape(), pixels));
                })
                .toList();
        return new TrainingBatch(
                inputs,
                Collections.nCopies(size, Output.takeOwnershipOf(new float[] {1, 2, 3, 4})),
                Collections.nCopies(size, Optional.of(new OfClass(1))));
    }
}
