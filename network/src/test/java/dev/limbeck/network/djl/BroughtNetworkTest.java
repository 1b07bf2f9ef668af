package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.safetensors.SafeTensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks exchanged with PyTorch 1.13 for Python, with the logits it gave; see the folder's README. */
class BroughtNetworkTest {
    private static final Signature INPUT = Signature.ofClasses(Shape.of(1, 8, 8), 5, Normalisation.of(0, 1));
    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"brought-scripted.pt", "brought-traced.pt"})
    void whatPythonSavedGivesPythonsLogits(String file) throws Exception {
        var exchange = Exchange.document("brought.json");
        try (var network = runtime.open(Exchange.file(file), INPUT)) {
            Exchange.assertClose(network.outputs(inputs(exchange, INPUT.only().shape())), exchange.get("logits"));
            assertThat(network.metadata().parameters()).isEqualTo(3 * 9 + 3 + 3 + 3 + 48 * 5 + 5);
        }
    }

    @Test
    void whatPythonSavedLearnsResumesAndIsExported() throws Exception {
        var inputs = inputs(Exchange.document("brought.json"), INPUT.only().shape());
        var batch = new TrainingBatch(
                inputs,
                List.of(),
                IntStream.range(0, 4)
                        .mapToObj(INPUT.task()::invented)
                        .map(Optional::of)
                        .toList());
        Path brought = Exchange.file("brought-scripted.pt");
        try (var network = runtime.openTrainable(brought, INPUT, new ObjectiveSpec(0, 1), Examples.ADAM);
                var resumed = runtime.openTrainable(brought, INPUT, new ObjectiveSpec(0, 1), Examples.ADAM)) {
            double first = network.step(batch, 0.02, 0).loss();
            for (int i = 1; i < 40; i++) {
                network.step(batch, 0.02, i);
            }
            resumed.restore(network.state());
            // It has dropout: only equal seeds give equal steps.
            assertThat(network.step(batch, 0.02, 40).loss()).isLessThan(first / 2);
            resumed.step(batch, 0.02, 40);
            assertThat(resumed.state()).isEqualTo(network.state());

            Path weights = folder.resolve("weights.safetensors");
            SafeTensors.write(weights, network.state().weights());
            Path exported = folder.resolve("exported.pt");
            runtime.export(brought, weights, network.metadata(), exported);
            try (var reopened = runtime.open(exported, INPUT)) {
                assertThat(reopened.outputs(inputs)).isEqualTo(network.outputs(inputs));
            }
        }
    }

    /** The other direction: a student trained and exported here, whose logits were computed by Python. */
    @Test
    void whatWasExportedHereGivesTheSameLogitsInPython() throws Exception {
        var exchange = Exchange.document("student.json");
        var input = Signature.ofClasses(Shape.of(1, 12, 12), 10, Normalisation.of(127, 64));
        try (var network = runtime.open(Exchange.file("student.pt"), input)) {
            Exchange.assertClose(network.outputs(inputs(exchange, input.only().shape())), exchange.get("logits"));
        }
    }

    private static List<Inputs> inputs(JsonNode exchange, Shape shape) {
        var inputs = new ArrayList<Inputs>();
        for (JsonNode row : exchange.get("inputs")) {
            float[] values = new float[row.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) row.get(i).asDouble();
            }
            inputs.add(Inputs.of(Tensor.ofFloats(shape, values)));
        }
        return inputs;
    }
}
