package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.builtin.BuiltinNetworks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An input's logits do not depend on what else is in its batch. */
class BatchesTest {
    private static final Signature PHOTOS = Signature.ofClasses(Shape.of(3, 32, 32), 10, Normalisation.of(120, 64));

    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "builtin:resnet-8x17",
                "builtin:resnet-8x20",
                "builtin:resnet-8x16",
                "builtin:cnn-12",
                "builtin:cnn-10x32"
            })
    void aBatchGivesWhatItsInputsGiveAlone(String name) throws Exception {
        Path file = Files.write(folder.resolve("network.pt"), BuiltinNetworks.author(name, PHOTOS, 7));
        List<Inputs> photos = photos(16);

        try (var network = runtime.open(file, PHOTOS)) {
            for (int size : List.of(2, 3, 8, 16)) {
                var together = network.outputs(photos.subList(0, size));
                for (int i = 0; i < size; i++) {
                    var alone = network.outputs(photos.subList(i, i + 1)).get(0);
                    for (int c = 0; c < alone.size(); c++) {
                        assertThat(together.get(i).get(c))
                                .as("class %d of input %d of %d", c, i, size)
                                .isCloseTo(alone.get(c), Offset.offset(1e-4f));
                    }
                }
            }
        }
    }

    private static List<Inputs> photos(int count) {
        var random = new SplittableRandom(3);
        var photos = new ArrayList<Inputs>();
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[PHOTOS.only().shape().elements()];
            random.nextBytes(pixels);
            photos.add(Inputs.of(Tensor.ofBytes(PHOTOS.only().shape(), pixels)));
        }
        return photos;
    }
}
