package dev.limbeck.benchmarks.feed;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.run.RunSpecReader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs as they are declared for measurements: all settings are the defaults, but for what a case varies. */
public final class BenchRun {
    public static final String SOURCE = "production.bench";
    private static final String NAME = "bench";

    private BenchRun() {}

    /** One student off the examples topic that all these runs share. */
    public static Generation ofStudent(String student, String network, int batchSize) {
        return declared(NAME, SOURCE, student(student, network), batchSize, batchSize);
    }

    /** One teacher, with a consumer group of its own, on the source topic that all these runs share. */
    public static Generation ofTeacher(String run, int batchSize) {
        return declared(run, SOURCE, student("small", "builtin:mlp-8"), batchSize, batchSize);
    }

    /** One teacher and so many equal students, on topics of their own. */
    public static Generation ofStudents(String run, int count, String network, int batchSize, int labelling) {
        String students = IntStream.rangeClosed(1, count)
                .mapToObj(number -> student("small-" + number, network))
                .collect(Collectors.joining(", "));
        return declared(run, SOURCE + "-" + run, students, batchSize, labelling);
    }

    private static String student(String name, String network) {
        return "{name: %s, network: \"%s\"}".formatted(name, network);
    }

    private static Generation declared(String run, String source, String students, int batchSize, int labelling) {
        String yaml = """
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: %s}
                spec:
                  source: {topic: %s}
                  input: {shape: [1, 28, 28], classes: 10, normalisation: {mean: [33.3], std: [78.6]}}
                  teacher: {artifact: teacher.pt, version: bench, labelling: {size: %d}}
                  students: [%s]
                  batching: {size: %d}
                """.formatted(run, source, labelling, students, batchSize);
        return new Generation(RunSpecReader.read(yaml), 1);
    }
}
