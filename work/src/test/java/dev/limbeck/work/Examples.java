package dev.limbeck.work;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.run.RunSpecReader;

/** Runs to test with. */
final class Examples {
    private Examples() {}

    static Generation generation(String run, int number) {
        return new Generation(RunSpecReader.read("""
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: %1$s}
                spec:
                  source: {topic: production.%1$s}
                  input: {shape: [1, 8, 8], classes: 4, normalisation: {mean: [127], std: [64]}}
                  teacher: {artifact: teacher.pt}
                  students: [{name: small, network: "builtin:cnn-2"}]
                """.formatted(run)), number);
    }

    static Assignment assignment(String run, int number) {
        return new Assignment(generation(run, number), "small");
    }
}
