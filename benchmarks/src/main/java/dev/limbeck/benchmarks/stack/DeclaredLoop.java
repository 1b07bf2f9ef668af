package dev.limbeck.benchmarks.stack;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.builtin.BuiltinNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run of one teacher, brought as a file, and one student.
 *
 * @param teacher that file
 */
record DeclaredLoop(String yaml, Path teacher) {
    static final String RUN = "bench";
    static final String TOPIC = "production.bench";

    /**
     * @param folder for the teacher's file
     * @param teacher such as {@code cnn-32x128}
     * @param student such as {@code cnn-8}
     */
    static DeclaredLoop in(Path folder, String teacher, String student, int batchSize) throws IOException {
        Path artifact = folder.resolve("teacher.pt");
        String yaml = """
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: %s}
                spec:
                  source: {topic: %s}
                  input: {shape: [1, 28, 28], classes: 10, normalisation: {mean: [33.3], std: [78.6]}}
                  teacher: {artifact: "%s", version: bench}
                  students: [{name: small, network: "builtin:%s"}]
                  batching: {size: %d}
                """.formatted(RUN, TOPIC, artifact, student, batchSize);
        var declared = new DeclaredLoop(yaml, artifact);
        Signature input = declared.generation().spec().signature();
        Files.write(artifact, BuiltinNetworks.author("builtin:" + teacher, input, 1));
        return declared;
    }

    Generation generation() {
        return new Generation(RunSpecReader.read(yaml), 1);
    }
}
