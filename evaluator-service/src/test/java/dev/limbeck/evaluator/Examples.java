package dev.limbeck.evaluator;

import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.record.Tensor;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Distillation examples for tests: an input is its label and a digit of its number. */
public final class Examples {
    public static final int CLASSES = 3;

    private Examples() {}

    public static List<DistillationExample> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(Examples::numbered).toList();
    }

    public static DistillationExample numbered(int number) {
        return example("record-" + number, number, OptionalInt.of(number % CLASSES), "v1");
    }

    public static DistillationExample example(String id, int number, OptionalInt hardLabel, String teacherVersion) {
        return new DistillationExample(
                new ProductionRecord(id, input(number), OfClass.of(hardLabel), Instant.EPOCH, Attributes.NONE),
                new SoftTarget(teacherVersion, logits(number % CLASSES)));
    }

    public static Inputs input(int number) {
        return Inputs.of(Tensor.ofBytes(Shape.of(2), new byte[] {(byte) (number % CLASSES), (byte) (number % 10)}));
    }

    public static Output logits(int top) {
        float[] values = new float[CLASSES];
        values[top] = 2;
        return Output.takeOwnershipOf(values);
    }
}
