package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.Answer;
import dev.limbeck.network.safetensors.HostTensor;
import dev.limbeck.network.torchscript.ScriptedModule;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaisingNetworkTest {
    private static final Signature INPUT = Signature.ofClasses(Shape.of(1), 2, Normalisation.of(0, 1));

    @TempDir
    Path folder;

    /** An embedding of four rows, asked for the first value of each input. */
    @Test
    void anInputOutOfRangeIsFoundAmongOthersWithPyTorchsOwnReason() throws Exception {
        // Given
        var table = new HostTensor("F32", List.of(4L, 2L), ByteBuffer.allocate(4 * 2 * Float.BYTES));
        var module = new ScriptedModule(
                Map.of("table", table),
                Map.of(),
                List.of("return torch.embedding(self.table, torch.to(torch.select(x, 1, 0), 4))"));
        Path file =
                Files.write(folder.resolve("embedding.pt"), module.toArchive().toBytes());
        try (var network = new DjlNetworkRuntime(1).open(file, INPUT)) {
            // When
            var answers = Answer.of(network, List.of(id(3), id(1), id(40_000), id(0)));
            // Then
            assertThat(answers).extracting(Answer.Given.class::isInstance).containsExactly(true, true, false, true);
            assertThat(((Answer.Raised) answers.get(2)).reason()).endsWith("index out of range in self");
        }
    }

    private static Inputs id(float id) {
        return Inputs.of(Tensor.ofFloats(INPUT.only().shape(), id));
    }
}
