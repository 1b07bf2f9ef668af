package dev.limbeck.local.runs;

import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.network.builtin.BuiltinNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A run on sixteen numbers a record. Its teachers are brought: networks with whatever weights they began with, which is
 * as good a thing to learn as any.
 */
record TinyRun(String name, int partitions, String promotion, String completion, Width width) {
    static final String STUDENT = "small";
    private static final Shape SHAPE = Shape.of(16);

    TinyRun(String name, int partitions, String promotion, String completion) {
        this(name, partitions, promotion, completion, Width.USUAL);
    }

    /** How much a run holds of each record, and of how many. */
    record Width(int classes, int maxExamples, int labelled, int deduplicated) {
        static final Width USUAL = new Width(4, 400, 64, 10_000);
    }

    String topic() {
        return "production." + name;
    }

    RunTopics topics(int generation) {
        return new RunTopics(name, generation);
    }

    String yaml(Path teacher, String version) {
        return """
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: %s}
                spec:
                  source: {topic: %s, partitions: %d}
                  input: {shape: [16], classes: %d, normalisation: {mean: [0], std: [1]}}
                  teacher: {artifact: %s, version: %s, labelling: {size: %d, maxWait: 10ms}}
                  students:
                    - {name: %s, network: "builtin:mlp-16", objective: {softTargetWeight: 1, temperature: 2}}
                  batching: {size: 16, maxWait: 1s}
                  deduplication: {window: %d}
                  checkpoint: {everySteps: 20, everyTime: 20s, whenIdle: 1s, keep: 10}
                  evaluation: {heldOut: {fraction: 0.2, minExamples: 40, maxExamples: %d}}
                  promotion: %s
                  completion: %s
                """.formatted(
                        name,
                        topic(),
                        partitions,
                        width.classes(),
                        teacher,
                        version,
                        width.labelled(),
                        STUDENT,
                        width.deduplicated(),
                        width.maxExamples(),
                        promotion,
                        completion);
    }

    /** Writes a teacher's file. */
    Path teacher(Path folder, long seed) throws IOException {
        var file = folder.resolve("teacher-%d.pt".formatted(seed)).toAbsolutePath();
        var input = RunSpecReader.read(yaml(file, "any")).spec().signature();
        return Files.write(file, BuiltinNetworks.author("builtin:mlp-8", input, seed));
    }

    static ProductionRecord record(long index, Instant eventTime) {
        var random = new SplittableRandom(index);
        var values = new float[SHAPE.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-2, 2);
        }
        return new ProductionRecord("record-" + index, Tensor.ofFloats(SHAPE, values), Optional.empty(), eventTime);
    }
}
