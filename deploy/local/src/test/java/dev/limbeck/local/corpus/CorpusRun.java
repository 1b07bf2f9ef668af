package dev.limbeck.local.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.network.builtin.BuiltinNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A run on sixteen numbers a record, with a teacher that is brought: as small as what is recorded can be.
 *
 * @param home of the release that distils it
 */
record CorpusRun(Path home) {
    static final String NAME = "corpus";
    private static final String TOPIC = "production.corpus";
    private static final Shape SHAPE = Shape.of(16);

    /** Writes the declaration, and the teacher that it names. */
    static CorpusRun in(Path home) throws IOException {
        Path teacher = home.resolve("teacher.pt");
        String yaml = """
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: %s}
                spec:
                  source: {topic: %s, partitions: 2}
                  input: {shape: [16], classes: 4, normalisation: {mean: [0], std: [1]}}
                  teacher: {artifact: %s, version: v1, labelling: {maxWait: 10ms}}
                  students:
                    - name: small
                      network: "builtin:mlp-4"
                      objective: {softTargetWeight: 1, temperature: 2}
                      replay: {capacity: 20, share: 0.25}
                  batching: {size: 16, maxWait: 1s}
                  checkpoint: {everySteps: 6, everyTime: 20s, whenIdle: 1s, keep: 4}
                  evaluation: {heldOut: {fraction: 0.2, minExamples: 20, maxExamples: 60}}
                  promotion: {metric: agreement}
                """.formatted(NAME, TOPIC, teacher);
        var input = RunSpecReader.read(yaml).spec().signature();
        Files.write(teacher, BuiltinNetworks.author("builtin:mlp-8", input, /* seed= */ 1));
        var run = new CorpusRun(home);
        Files.writeString(run.file(), yaml);
        return run;
    }

    Path file() {
        return home.resolve("run.yaml");
    }

    Path store() {
        return home.resolve("data/store");
    }

    void produce(KafkaConnection kafka, int from, int to) {
        try (var producer = kafka.producer("records")) {
            for (int index = from; index < to; index++) {
                var record = record(index);
                var sent = producer.send(
                        new ProducerRecord<>(TOPIC, record.recordId().getBytes(UTF_8), RecordCodec.encode(record)));
                if (sent.isCancelled()) {
                    throw new IllegalStateException("a record was given back by the producer");
                }
            }
            producer.flush();
        }
    }

    private static ProductionRecord record(long index) {
        var random = new SplittableRandom(index);
        byte[] values = new byte[SHAPE.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) random.nextInt(0, 4);
        }
        return new ProductionRecord("record-" + index, Tensor.ofBytes(SHAPE, values), Optional.empty(), Instant.EPOCH);
    }
}
