package dev.limbeck.network.djl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.safetensors.SafeTensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A teacher and a student that Python exported, of a kind that is not built in: two inputs, an embedding, dropout, and a
 * dictionary for an output. Both run as they are, and what becomes of the student runs in Python.
 */
class BroughtPairTest {
    private static final Signature SIGNATURE = signature(Normalisation.NONE);
    /** Of the run in which the student is trained; what Python gave for the networks alone is without. */
    private static final Signature NORMALISED = signature(Normalisation.of(0.25, 2));

    private final DjlNetworkRuntime runtime = new DjlNetworkRuntime(1);

    @TempDir
    Path folder;

    @Test
    void bothGivePythonsLogits() {
        var exchange = Exchange.document("pair.json");
        var records = Exchange.records(exchange.get("records"), SIGNATURE);
        for (String name : List.of("teacher", "student")) {
            try (var network = runtime.open(Exchange.file("pair-%s.pt".formatted(name)), SIGNATURE)) {
                Exchange.assertClose(network.outputs(records), exchange.get(name));
            }
        }
    }

    @Test
    void theStudentLearnsWhatTheTeacherSays() throws Exception {
        var records = Exchange.records(Exchange.document("pair.json").get("records"), NORMALISED);
        try (var student = student()) {
            List<Output> taught = taught(records);
            double before = distance(student.outputs(records), taught);
            train(student, records, taught);
            assertThat(distance(student.outputs(records), taught)).isLessThan(before / 4);
        }
    }

    /** With the Python that is there; the next test holds it where there is none. */
    @Test
    void whatIsExportedGivesTheSameLogitsInPython() throws Exception {
        Python.assumeItHasTorch(folder);
        var exchange = Exchange.document("pair.json");
        var records = Exchange.records(exchange.get("records"), NORMALISED);
        Path exported = folder.resolve("exported.pt");
        List<Output> expected;
        try (var student = student()) {
            train(student, records, taught(records));
            expected = student.outputs(records);
            export(student, exported);
        }
        Path inputs = folder.resolve("inputs.json");
        Files.write(inputs, new ObjectMapper().writeValueAsBytes(exchange.get("records")));

        Exchange.assertClose(
                expected, Python.printed(folder, Exchange.file("exchange.py"), "outputs", exported, inputs));
    }

    /** A student that was trained and exported here, with the logits that Python gave for it. */
    @Test
    void whatWasExportedOnceGivesTheLogitsThatPythonGave() {
        var records = Exchange.records(Exchange.document("pair.json").get("records"), NORMALISED);
        try (var network = runtime.open(Exchange.file("pair-exported.pt"), NORMALISED)) {
            Exchange.assertClose(network.outputs(records), Exchange.document("pair-exported.json"));
            assertThat(network.metadata().signature()).isEqualTo(NORMALISED);
        }
    }

    private List<Output> taught(List<Inputs> records) {
        try (var teacher = runtime.open(Exchange.file("pair-teacher.pt"), NORMALISED)) {
            return teacher.outputs(records);
        }
    }

    private TrainableNetwork student() {
        return runtime.openTrainable(
                Exchange.file("pair-student.pt"), NORMALISED, ObjectiveSpec.DEFAULT, Examples.ADAM);
    }

    private static void train(TrainableNetwork student, List<Inputs> records, List<Output> taught) {
        var batch = new TrainingBatch(records, taught, Collections.nCopies(records.size(), Optional.empty()));
        for (int step = 0; step < 300; step++) {
            student.step(batch, 0.01, step);
        }
    }

    private void export(TrainableNetwork student, Path exported) throws Exception {
        Path weights = folder.resolve("weights.safetensors");
        SafeTensors.write(weights, student.state().weights());
        runtime.export(Exchange.file("pair-student.pt"), weights, student.metadata(), exported);
    }

    /** Mean square of what lies between, without what all logits of a record have in common. */
    private static double distance(List<Output> some, List<Output> others) {
        double sum = 0;
        for (int row = 0; row < some.size(); row++) {
            double shift = 0;
            for (int i = 0; i < 3; i++) {
                shift += (some.get(row).get(i) - others.get(row).get(i)) / 3;
            }
            for (int i = 0; i < 3; i++) {
                sum += Math.pow(some.get(row).get(i) - others.get(row).get(i) - shift, 2);
            }
        }
        return sum / some.size();
    }

    private static Signature signature(Normalisation normalisation) {
        return new Signature(
                new TreeMap<>(Map.of(
                        "amounts", new InputDeclaration(Shape.of(4), normalisation),
                        "shop",
                                new InputDeclaration(
                                        Optional.of(ElementType.I64),
                                        Shape.of(2),
                                        OptionalInt.of(9),
                                        Normalisation.NONE))),
                new Classification(3));
    }
}
