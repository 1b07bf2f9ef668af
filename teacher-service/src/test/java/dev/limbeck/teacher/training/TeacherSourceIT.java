package dev.limbeck.teacher.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.dataset.IdxDirectory;
import dev.limbeck.dataset.Part;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.store.ArtifactRoots;
import dev.limbeck.store.FileDigest;
import dev.limbeck.store.StoreLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherSourceIT {
    private static final NetworkRuntime NETWORKS = new DjlNetworkRuntime(1);

    @TempDir
    Path folder;

    private int trainings;

    @BeforeEach
    void writeFiles() throws Exception {
        var dataset = new IdxDirectory(folder.resolve("data"));
        dataset.write(Part.TRAIN, Examples.images(200, 1));
        dataset.write(Part.TEST, Examples.images(50, 2));
        Files.write(folder.resolve("brought.pt"), BuiltinNetworks.author("builtin:mlp-16", Examples.input(), 1));
    }

    @Test
    void trainsAgainWhenTheDeclarationChangesAndOnlyThen() throws Exception {
        // When
        var first = obtain(trained("gate: {minAccuracy: 0.9}"));
        var same = obtain(trained("gate: {minAccuracy: 0.8}"));
        new IdxDirectory(folder.resolve("data")).write(Part.TRAIN, Examples.images(200, 3));
        var onOtherData = obtain(trained(""));
        // Then
        assertThat(same).isEqualTo(first);
        assertThat(onOtherData.version()).isNotEqualTo(first.version());
        assertThat(trainings).isEqualTo(2);
    }

    @Test
    void filesOutsideOfTheRootsAreRefusedBeforeAnythingIsMade() {
        // Given
        Path elsewhere = folder.resolve("artifacts");
        // Then
        assertThatThrownBy(() -> source(trained(""), elsewhere).obtain())
                .isInstanceOf(NoTeacherException.class)
                .hasMessageStartingWith("spec.teacher.train.dataset.path is ")
                .hasMessageEndingWith("allowed are files in the folders of limbeck.artifacts.roots");
        assertThat(folder.resolve("store")).doesNotExist();
    }

    @Test
    void trainsTheSameTeacherFromTheSameDeclaration() throws Exception {
        // When
        var first = obtain(trained(""));
        dev.limbeck.store.AtomicFiles.deleteFolder(folder.resolve("store"));
        var second = obtain(trained(""));
        // Then
        assertThat(second.artifact()).isEqualTo(first.artifact());
        assertThat(trainings).isEqualTo(2);
    }

    @Test
    void takesABroughtTeacherAsItIs() throws Exception {
        // When
        var teacher = obtain(brought("version: v7", "[1, 2, 3]", ""));
        // Then
        assertThat(teacher.version()).isEqualTo("v7");
        assertThat(teacher.artifact().sha256()).isEqualTo(FileDigest.of(folder.resolve("brought.pt")));
        assertThat(teacher.networkFile()).hasSameBinaryContentAs(folder.resolve("brought.pt"));
        assertThat(teacher.artifact().accuracy()).isEmpty();
    }

    @Test
    void measuresABroughtTeacherWhereTheRunHasLabels() throws Exception {
        // When
        String heldOut = "evaluation: {heldOut: {dataset: {path: \"" + folder.resolve("data") + "\"}}}";
        var teacher = obtain(brought("version: v7", "[1, 2, 3]", heldOut));
        // Then
        assertThat(teacher.artifact().accuracy()).isPresent();
    }

    @Test
    void saysThatThereIsNoTeacherWhenTheBroughtOneIsOfAnotherShapeOrMissing() throws Exception {
        assertThatThrownBy(() -> obtain(brought("version: v7", "[1, 4, 4]", "")))
                .isInstanceOf(NoTeacherException.class);
        Files.delete(folder.resolve("brought.pt"));
        assertThatThrownBy(() -> obtain(brought("version: v7", "[1, 2, 3]", "")))
                .isInstanceOf(NoTeacherException.class)
                .hasMessageContaining("brought.pt is missing");
    }

    @Test
    void saysThatThereIsNoTeacherWhenTheNetworkToTrainIsMissing() throws Exception {
        new IdxDirectory(folder.resolve("data")).write(Part.TRAIN, Examples.images(200, 3));
        var run = RunSpecReader.read(Examples.yaml("toy", folder.resolve("data"), "")
                .replace(
                        "    network: \"builtin:mlp-16\"\n",
                        "    network: \"%s\"\n".formatted(folder.resolve("none.pt"))));

        assertThatThrownBy(() -> obtain(run))
                .isInstanceOf(NoTeacherException.class)
                .hasMessage("spec.teacher.network %s is missing".formatted(folder.resolve("none.pt")));
    }

    @Test
    void takesTheTeacherThatLabelledSoFarWhateverHasBecomeOfTheDataSet() throws Exception {
        // Given
        var first = obtain(trained(""));
        var known = published(first);
        new IdxDirectory(folder.resolve("data")).write(Part.TRAIN, Examples.images(200, 3));
        // When
        var again = source(trained("")).obtainAgain(known);
        // Then
        assertThat(again).isEqualTo(first);
        assertThat(trainings).isEqualTo(1);
    }

    @Test
    void refusesToPutAnotherTeacherInThePlaceOfOneThatIsGone() throws Exception {
        // Given
        var known = published(obtain(trained("")));
        new IdxDirectory(folder.resolve("data")).write(Part.TRAIN, Examples.images(200, 3));
        dev.limbeck.store.AtomicFiles.deleteFolder(folder.resolve("store"));
        // When, then
        assertThatThrownBy(() -> source(trained("")).obtainAgain(known))
                .isInstanceOf(NoTeacherException.class)
                .hasMessageContaining("is gone from the store");
    }

    private static TeacherPublished published(Teacher teacher) {
        return new TeacherPublished(
                "source",
                teacher.version(),
                teacher.artifact().sha256(),
                teacher.folder().toString(),
                teacher.artifact().accuracy(),
                teacher.artifact().parameters(),
                Instant.EPOCH);
    }

    private DistillationRun trained(String teacherSettings) {
        return Examples.run("source", folder.resolve("data"), teacherSettings);
    }

    private DistillationRun brought(String teacherSettings, String shape, String evaluation) {
        return RunSpecReader.read("""
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: brought}
                spec:
                  source: {topic: production.brought}
                  input: {shape: %s, classes: 2, normalisation: {mean: [128], std: [64]}}
                  teacher:
                    artifact: "%s"
                    %s
                  students: [{name: small, network: "builtin:mlp-16"}]
                  %s
                """.formatted(shape, folder.resolve("brought.pt"), teacherSettings, evaluation));
    }

    private Teacher obtain(DistillationRun run) throws Exception {
        return source(run).obtain();
    }

    private TeacherSource source(DistillationRun run) {
        return source(run, folder);
    }

    private TeacherSource source(DistillationRun run, Path root) {
        var store = new StoreLayout(folder.resolve("store"), new ArtifactRoots(List.of(root)));
        return new TeacherSource(run, store, NETWORKS, new CountingListener());
    }

    private final class CountingListener implements TrainingListener {
        @Override
        public void waiting() {}

        @Override
        public void training() {
            trainings++;
        }

        @Override
        public void stepped(long step, long plannedSteps, StepOutcome outcome) {}

        @Override
        public void epochEnded(int epoch, int plannedEpochs, double loss, double accuracy) {}
    }
}
