package dev.limbeck.student.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.student.Examples;
import dev.limbeck.student.batch.Disposition;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.batch.SeenRecords;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A student of records that are not all of one length. */
class UnequalLengthsTest {
    private static final int BATCH = 16;
    private static final Generation GENERATION = new Generation(RunSpecReader.read("""
            apiVersion: limbeck.dev/v1alpha1
            kind: DistillationRun
            metadata: {name: texts}
            spec:
              source: {topic: production.texts}
              inputs: {tokens: {type: i64, shape: ["<=12"], categories: 50}}
              task: {kind: classification, classes: 2}
              teacher: {artifact: teachers/text.pt}
              students:
                - name: small
                  network: "builtin:mlp-16"
                  optimizer: {learningRate: 0.01}
                  replay: {capacity: 40, share: 0.5}
            """), 1);

    @TempDir
    Path folder;

    @Test
    void learnsFromThemKeepsThemAsTheyAreAndGoesOnBitForBit() throws Exception {
        try (var undisturbed = student();
                var resumed = student()) {
            // Given
            double first = train(undisturbed, 0, 1);
            train(undisturbed, 1, 30);
            var saved = undisturbed.snapshot(new SeenRecords(0));
            undisturbed.descendFrom("step-0000000031-w0001");
            // When
            resumed.resume(ofFirstWriter(saved));
            double last = train(undisturbed, 31, 5);
            train(resumed, 31, 5);
            // Then
            assertThat(last).isLessThan(first / 2);
            assertThat(resumed.weightsNow().network())
                    .isEqualTo(undisturbed.weightsNow().network());
            assertThat(resumed.weightsNow().replay())
                    .isEqualTo(undisturbed.weightsNow().replay());
            assertThat(saved.replay().examples())
                    .extracting(kept -> kept.record().inputs().only().shape())
                    .hasSizeGreaterThan(20)
                    .contains(Shape.of(1), Shape.of(12));
        }
    }

    private static StudentCheckpoint ofFirstWriter(StudentCheckpoint checkpoint) {
        return new StudentCheckpoint(
                checkpoint.state().from(checkpoint.state().lineage().writtenBy(1)),
                checkpoint.network(),
                checkpoint.replay(),
                checkpoint.seen());
    }

    /** @return loss of the last step */
    private static double train(Student student, int from, int batches) {
        double loss = 0;
        for (int number = from; number < from + batches; number++) {
            loss = student.apply(batch(number), Adjustment.NONE)
                    .outcome()
                    .orElseThrow()
                    .loss();
        }
        return loss;
    }

    private static MiniBatch batch(int number) {
        var composition = new MiniBatch.Composition();
        var random = new SplittableRandom(number);
        for (int i = 0; i < BATCH; i++) {
            var example = example(number * BATCH + i, i % 2, random);
            composition.add(Examples.at(0, (long) number * BATCH + i, example), new Disposition.Train(example));
        }
        return composition.close();
    }

    /** Its tokens are even or odd, as its class is. */
    private static DistillationExample example(int id, int label, SplittableRandom random) {
        int length = random.nextInt(1, 13);
        var tokens = ByteBuffer.allocate(length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            tokens.putLong(2L * random.nextInt(25) + label);
        }
        var tensor = new Tensor(ElementType.I64, Shape.of(length), tokens.flip());
        return new DistillationExample(
                new ProductionRecord(
                        "text-" + id,
                        new Inputs(new TreeMap<>(Map.of("tokens", tensor))),
                        Optional.of(new OfClass(label)),
                        Instant.EPOCH,
                        Attributes.NONE),
                new SoftTarget("t-1", Output.copyOf(label == 0 ? 8 : -8, label == 0 ? -8 : 8)));
    }

    private Student student() throws Exception {
        var run = GENERATION.spec();
        var spec = run.student("small");
        Path file = Files.write(
                folder.resolve("network.pt"), BuiltinNetworks.author(spec.network(), run.signature(), spec.seed()));
        var network = new DjlNetworkRuntime(1).openTrainable(file, run.signature(), spec.objective(), spec.optimizer());
        return Student.untrained(GENERATION, spec, network, "n", 1, Examples.ARITHMETIC);
    }
}
