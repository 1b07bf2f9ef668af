package dev.limbeck.evaluator;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.checkpoint.CheckpointId;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.checkpoint.Position;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A run and its store with networks of {@link TextNetworks}. */
public final class TextStore {
    public static final DistillationRun RUN = RunSpecReader.read("""
            apiVersion: limbeck.dev/v1alpha1
            kind: DistillationRun
            metadata: {name: toy}
            spec:
              source: {topic: production.toy}
              input: {shape: [2], classes: 3, normalisation: {mean: [0], std: [255]}}
              teacher: {artifact: teacher.pt}
              students:
                - {name: small, network: "builtin:mlp-8"}
                - {name: control, network: "builtin:mlp-8", objective: {softTargetWeight: 0}}
              evaluation: {heldOut: {fraction: 0.5, minExamples: 100, maxExamples: 200}, slices: [region]}
            """);
    private static final String TEACHERS_TEXT = "10";
    private static final String STUDENTS_TEXT = "0";
    public static final TeacherPublished TEACHER =
            new TeacherPublished("toy", "v1", digest(TEACHERS_TEXT), "", OptionalDouble.empty(), 1, Instant.EPOCH);
    private static final String NETWORK = digest(STUDENTS_TEXT);

    public final StoreLayout layout;

    public TextStore(Path root) throws IOException {
        layout = new StoreLayout(root);
        write(studentsNetwork(), STUDENTS_TEXT);
        write(teachersNetwork(), TEACHERS_TEXT);
    }

    private static String digest(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    public Path studentsNetwork() {
        return layout.network(NETWORK);
    }

    public Path teachersNetwork() {
        return layout.teacher("toy", "v1").resolve(StoreLayout.NETWORK);
    }

    public Path championFolder() throws IOException {
        return layout.champion("toy").toRealPath();
    }

    public CheckpointAnnounced checkpoint(String student, long step, String weights) throws IOException {
        var state = StudentState.initial("toy", 1, student, 1, new StudentState.Lineage(NETWORK, "c", "", 1, 1))
                .at(new Position(step, step, new TreeMap<>(), Ledger.empty()));
        var folder = CheckpointFolder.write(
                layout.checkpoints("toy", 1, student), CheckpointId.at(step, 1).text(), path -> {
                    Files.writeString(path.resolve(CheckpointFolder.WEIGHTS), weights);
                    Files.writeString(path.resolve(CheckpointFolder.OPTIMIZER), "not read here");
                    Files.write(path.resolve(StudentState.FILE), ContractJson.write(state));
                });
        return new CheckpointAnnounced(
                "toy",
                1,
                student,
                folder.checkpointId(),
                step,
                folder.digest(),
                layout.root().relativize(folder.path()).toString(),
                NETWORK,
                OptionalDouble.empty(),
                Instant.EPOCH);
    }

    /** The same, with the loss of the steps that led to it. */
    public static CheckpointAnnounced learning(CheckpointAnnounced announced, double trainingLoss) {
        return new CheckpointAnnounced(
                announced.run(),
                announced.generation(),
                announced.student(),
                announced.checkpointId(),
                announced.step(),
                announced.digest(),
                announced.location(),
                announced.networkDigest(),
                OptionalDouble.of(trainingLoss),
                announced.announcedAt());
    }

    /** The same, said to be something else. */
    public static CheckpointAnnounced with(
            CheckpointAnnounced announced, String student, String location, String digest) {
        return new CheckpointAnnounced(
                announced.run(),
                announced.generation(),
                student,
                announced.checkpointId(),
                announced.step(),
                digest,
                location,
                announced.networkDigest(),
                OptionalDouble.empty(),
                announced.announcedAt());
    }
}
