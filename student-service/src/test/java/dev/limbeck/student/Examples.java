package dev.limbeck.student;

import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.run.ReplaySpec;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.student.batch.Original;
import dev.limbeck.student.batch.StreamRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** Records and students for tests, all from seeds. */
public final class Examples {
    public static final Signature INPUT = Signature.ofClasses(Shape.of(1, 8, 8), 4, Normalisation.of(127, 64));

    public static final Arithmetic ARITHMETIC = new Arithmetic("an engine", "a library", "a set", "a processor");

    public static final Original ORIGINAL = new Original() {};
    private static final Decoded<DistillationExample> REJECTED =
            Decoded.rejected(RejectionReason.MALFORMED, "for a test");

    private Examples() {}

    public static StudentSpec student(String network) {
        return new StudentSpec(
                "small",
                network,
                new ObjectiveSpec(0.9, 4),
                OptimizerSpec.DEFAULT,
                StudentSpec.LearnsFrom.STREAM,
                ReplaySpec.NONE,
                7);
    }

    /** The first of a run with two students; only its name matters to most tests. */
    public static Generation generation(String run) {
        return new Generation(RunSpecReader.read(yaml(run)), 1);
    }

    public static String yaml(String run) {
        return """
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: %1$s}
                spec:
                  source: {topic: production.%1$s, partitions: 2}
                  input: {shape: [1, 8, 8], classes: 4, normalisation: {mean: [127], std: [64]}}
                  teacher: {artifact: teacher.pt, version: v1}
                  students:
                    - {name: small, network: "builtin:cnn-2", replay: {capacity: 60, share: 0.25}}
                    - {name: other, network: "builtin:cnn-2", seed: 2}
                  batching: {size: 16, maxWait: 200ms}
                  checkpoint: {everySteps: 50}
                  evaluation: {heldOut: {fraction: 0.05, minExamples: 10}}
                """.formatted(run);
    }

    public static DistillationExample example(long seed) {
        return example(INPUT, seed);
    }

    public static DistillationExample example(Signature input, long seed) {
        var random = new SplittableRandom(seed);
        byte[] pixels = new byte[input.only().shape().elements()];
        random.nextBytes(pixels);
        float[] logits = new float[input.task().width()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) random.nextDouble(-4, 4);
        }
        return new DistillationExample(
                new ProductionRecord(
                        "record-" + seed,
                        Tensor.ofBytes(input.only().shape(), pixels),
                        Optional.empty(),
                        Instant.EPOCH),
                new SoftTarget("t-1", Output.takeOwnershipOf(logits)));
    }

    public static DistillationExample labelled(DistillationExample example, int label) {
        var record = example.record();
        return new DistillationExample(
                new ProductionRecord(
                        record.recordId(), record.inputs().only(), Optional.of(new OfClass(label)), record.eventTime()),
                example.softTarget());
    }

    /** An example in floating point, whose values may be any. */
    public static DistillationExample floating(int seed) {
        var example = example(seed);
        float[] values = new float[INPUT.only().shape().elements()];
        var bytes = example.record().inputs().only().values();
        for (int i = 0; i < values.length; i++) {
            values[i] = Byte.toUnsignedInt(bytes.get());
        }
        return new DistillationExample(
                new ProductionRecord(
                        example.record().recordId(),
                        Tensor.ofFloats(INPUT.only().shape(), values),
                        example.record().hardLabel(),
                        example.record().eventTime()),
                example.softTarget());
    }

    /** Finite as a record, but not when a network multiplies it. */
    public static DistillationExample huge(String id) {
        float[] huge = new float[INPUT.only().shape().elements()];
        Arrays.fill(huge, Float.MAX_VALUE);
        return new DistillationExample(
                new ProductionRecord(id, Tensor.ofFloats(INPUT.only().shape(), huge), Optional.empty(), Instant.EPOCH),
                example(1).softTarget());
    }

    public static StreamRecord at(int partition, long offset, DistillationExample example) {
        return StreamRecord.of(partition, offset, new Decoded.Accepted<>(example), ORIGINAL);
    }

    public static StreamRecord unusable(int partition, long offset) {
        return StreamRecord.of(partition, offset, REJECTED, ORIGINAL);
    }
}
