package dev.limbeck.student;

import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfValues;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.signature.Signature;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Records of two inputs, quantities and an index, of which two numbers are to be said: all from seeds. */
public final class Houses {
    public static final Signature SIGNATURE =
            RunSpecReader.read(yaml("houses")).spec().signature();

    private Houses() {}

    /** With one student that learns from teacher and labels and sees examples again, and one without a teacher. */
    public static String yaml(String run) {
        return """
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: %1$s}
                spec:
                  source: {topic: production.%1$s, partitions: 2}
                  inputs:
                    rooms: {shape: [3]}
                    place: {type: i64, shape: [1], categories: 4}
                  task: {kind: regression, values: 2, cap: [10, 2]}
                  teacher: {artifact: teacher.pt, version: v1}
                  students:
                    - name: small
                      network: "builtin:mlp-16"
                      objective: {softTargetWeight: 0.5}
                      optimizer: {learningRate: 0.02}
                      replay: {capacity: 60, share: 0.25}
                    - name: alone
                      network: "builtin:mlp-16"
                      objective: {softTargetWeight: 0}
                      optimizer: {learningRate: 0.02}
                  batching: {size: 16, maxWait: 200ms}
                  checkpoint: {everySteps: 20}
                  evaluation: {heldOut: {fraction: 0.05, minExamples: 10}}
                """.formatted(run);
    }

    /** Every second one is labelled. */
    public static DistillationExample house(int number) {
        var random = new SplittableRandom(number);
        float[] rooms = {(float) random.nextDouble(-2, 2), (float) random.nextDouble(-2, 2), 1};
        int place = random.nextInt(4);
        float price = 30 + 8 * rooms[0] - 4 * rooms[1] + 3 * place;
        float wait = 2 + rooms[1];
        var example = new DistillationExample(
                new ProductionRecord(
                        "house-" + number, inputs(rooms, place), Optional.empty(), Instant.EPOCH, Attributes.NONE),
                new SoftTarget("v1", Output.copyOf(price + 0.5f, wait - 0.1f)));
        return number % 2 == 0 ? labelled(example, new OfValues(List.of(price, wait))) : example;
    }

    public static DistillationExample labelled(DistillationExample example, HardLabel label) {
        var record = example.record();
        return new DistillationExample(
                new ProductionRecord(
                        record.recordId(),
                        record.inputs(),
                        Optional.of(label),
                        record.eventTime(),
                        record.attributes()),
                example.softTarget());
    }

    private static Inputs inputs(float[] rooms, long place) {
        var index = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(place)
                .flip();
        return new Inputs(new TreeMap<>(Map.of(
                "rooms",
                Tensor.ofFloats(Shape.of(3), rooms),
                "place",
                new Tensor(ElementType.I64, Shape.of(1), index))));
    }
}
