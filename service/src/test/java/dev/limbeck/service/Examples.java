package dev.limbeck.service;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.lifecycle.StateBuilder;
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

    static RunState state(String run, long revision, RunPhase phase) {
        var declaration = generation(run, 1).run();
        return StateBuilder.declared(declaration)
                .revision(revision)
                .sequence(revision)
                .phase(phase)
                .build();
    }
}
