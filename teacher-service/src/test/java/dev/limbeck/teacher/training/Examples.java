package dev.limbeck.teacher.training;

import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.run.TeacherSpec;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.dataset.LabelledImages;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Small things to test with. */
public final class Examples {
    private Examples() {}

    /** A run over 2×3 images that are bright on top, or at the bottom. */
    public static DistillationRun run(String name, Path dataset, String teacherSettings) {
        return RunSpecReader.read(yaml(name, dataset, teacherSettings));
    }

    public static String yaml(String name, Path dataset, String teacherSettings) {
        return """
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: %1$s}
                spec:
                  source: {topic: production.%1$s, partitions: 2}
                  input: {shape: [1, 2, 3], classes: 2, normalisation: {mean: [128], std: [64]}}
                  teacher:
                    network: "builtin:mlp-16"
                    train: {dataset: {path: "%2$s"}, epochs: 4, batchSize: 16, optimizer: {learningRate: 0.01}}
                    labelling: {size: 16, maxWait: 20ms}
                %3$s
                  students:
                    - {name: small, network: "builtin:mlp-16"}
                    - {name: labelled, network: "builtin:mlp-16", learnsFrom: labelled}
                """.formatted(name, dataset, teacherSettings.indent(4));
    }

    static Signature input() {
        return run("any", Path.of("data"), "").spec().signature();
    }

    static TeacherSpec.Train training() {
        return run("any", Path.of("data"), "").spec().teacher().train().orElseThrow();
    }

    /** Learnable at once: the class decides which row is bright. */
    public static LabelledImages images(int count, long seed) {
        var random = new SplittableRandom(seed);
        byte[] inputs = new byte[count * 6];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 2);
            for (int pixel = 0; pixel < 6; pixel++) {
                boolean bright = pixel / 3 == labels[i];
                inputs[i * 6 + pixel] = (byte) ((bright ? 160 : 20) + random.nextInt(60));
            }
        }
        return LabelledImages.takeOwnershipOf(List.of(1, 2, 3), inputs, labels);
    }
}
