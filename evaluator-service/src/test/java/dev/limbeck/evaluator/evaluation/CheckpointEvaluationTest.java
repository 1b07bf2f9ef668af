package dev.limbeck.evaluator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.checkpoint.CheckpointFolder;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.checkpoint.Position;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PromotionDecision.Hold;
import dev.limbeck.contract.event.PromotionDecision.Promote;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.evaluator.Examples;
import dev.limbeck.evaluator.evaluation.Outcome.Evaluated;
import dev.limbeck.evaluator.evaluation.Outcome.Skipped;
import dev.limbeck.evaluator.heldout.TestPart;
import dev.limbeck.evaluator.metric.Latency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointEvaluationTest {
    private static final DistillationRun RUN = RunSpecReader.read("""
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
              evaluation: {heldOut: {fraction: 0.5, minExamples: 100, maxExamples: 200}}
            """);
    private static final String NETWORK = "0".repeat(64);

    @TempDir
    private Path root;

    private StoreLayout store;
    private final TextNetworks networks = new TextNetworks();
    private final Scoreboard scoreboard = new Scoreboard();
    private HeldOut heldOut;
    private CheckpointEvaluation evaluation;

    @BeforeEach
    void setUp() throws IOException {
        store = new StoreLayout(root);
        write(store.network(NETWORK), "0");
        write(store.teacher("toy", "v1").resolve(StoreLayout.NETWORK), "10");
        var testPart = new TestPart(
                IntStream.range(0, 30).mapToObj(Examples::input).toList(),
                IntStream.range(0, 30).mapToObj(i -> i % Examples.CLASSES).toList());
        heldOut = HeldOut.declaredBy(RUN.spec().evaluation().heldOut(), testPart);
        Examples.numbered(0, 300).forEach(heldOut.collector()::offer);
        evaluation = evaluation();
    }

    private CheckpointEvaluation evaluation() {
        var teacher = new TeacherPublished("toy", "v1", "t".repeat(64), "", OptionalDouble.empty(), 1, Instant.EPOCH);
        return Evaluations.of(
                RUN,
                store,
                networks,
                heldOut,
                () -> Optional.of(teacher),
                scoreboard,
                new EvaluationSettings(
                        64, new Latency(3, 1, System::nanoTime), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private CheckpointAnnounced checkpoint(String student, long step, String weights) throws IOException {
        var state = StudentState.initial("toy", student, 1, new StudentState.Lineage(NETWORK, "c", "", 1, 1))
                .at(new Position(step, step, new TreeMap<>(), Ledger.empty()));
        var folder = CheckpointFolder.write(store.checkpoints("toy", student), CheckpointFolder.idAt(step, 1), path -> {
            Files.writeString(path.resolve(CheckpointFolder.WEIGHTS), weights);
            Files.writeString(path.resolve(CheckpointFolder.OPTIMIZER), "not read here");
            Files.write(path.resolve(StudentState.FILE), ContractJson.write(state));
        });
        return new CheckpointAnnounced(
                "toy",
                student,
                folder.checkpointId(),
                step,
                folder.digest(),
                root.relativize(folder.path()).toString(),
                NETWORK,
                Instant.EPOCH);
    }

    /** As the service does: the scoreboard learns from the published report. */
    private EvaluationReport published(CheckpointAnnounced announced) throws InterruptedException {
        var report = evaluated(announced);
        scoreboard.add(report);
        return report;
    }

    private EvaluationReport evaluated(CheckpointAnnounced announced) throws InterruptedException {
        var outcome = evaluation.evaluate(announced);
        assertThat(outcome).isInstanceOf(Evaluated.class);
        return ((Evaluated) outcome).report();
    }

    private SkipReason skipped(CheckpointAnnounced announced) throws InterruptedException {
        var outcome = evaluation.evaluate(announced);
        assertThat(outcome).isInstanceOf(Skipped.class);
        return ((Skipped) outcome).reason();
    }

    private Path championFolder() throws IOException {
        return store.champion("toy").toRealPath();
    }

    @Test
    void theFirstCandidateIsPromotedAsAnArtifactThatExplainsItself() throws Exception {
        // When
        var report = published(checkpoint("small", 200, "6"));
        // Then
        assertThat(report.decision()).isInstanceOf(Promote.class);
        assertThat(report.candidate().accuracy().getAsDouble()).isBetween(0.5, 0.7);
        assertThat(report.teacher().accuracy()).hasValue(1);
        assertThat(report.champion()).isEmpty();
        assertThat(championFolder()).endsWith(Path.of("small-" + CheckpointFolder.idAt(200, 1)));
        assertThat(championFolder())
                .isDirectoryContaining(file -> file.endsWith("network.pt"))
                .isDirectoryContaining(file -> file.endsWith("artifact.json"))
                .isDirectoryContaining(file -> file.endsWith("evaluation.json"));
        assertThat(championFolder().resolve("README.txt")).content().contains("Student small of run toy at step 200");
    }

    @Test
    void candidateAndChampionAreMeasuredOnOneSetAndTheBetterStays() throws Exception {
        // Given
        published(checkpoint("small", 200, "6"));
        // When
        var better = published(checkpoint("small", 400, "8"));
        var worse = published(checkpoint("small", 600, "7"));
        // Then
        assertThat(better.decision()).isInstanceOf(Promote.class);
        assertThat(better.champion().orElseThrow().step()).isEqualTo(200);
        assertThat(worse.decision()).isInstanceOf(Hold.class);
        assertThat(worse.champion().orElseThrow().step()).isEqualTo(400);
        assertThat(worse.heldOut()).isEqualTo(better.heldOut());
        assertThat(championFolder()).endsWith(Path.of("small-" + CheckpointFolder.idAt(400, 1)));
    }

    @Test
    void theChampionIsNotMeasuredAgainOnTheSameSet() throws Exception {
        // Given
        published(checkpoint("small", 200, "8"));
        int openedBefore = networks.opened;
        // When
        published(checkpoint("small", 400, "7"));
        // Then
        assertThat(networks.opened - openedBefore).isEqualTo(1);
    }

    @Test
    void theChampionIsMeasuredFromItsArtifactWhenItsCheckpointIsPruned() throws Exception {
        // Given
        published(checkpoint("small", 200, "8"));
        dev.limbeck.contract.artifact.AtomicFiles.deleteFolder(
                store.checkpoints("toy", "small").resolve(CheckpointFolder.idAt(200, 1)));
        // When: another process, which remembers no score
        evaluation = evaluation();
        var report = published(checkpoint("small", 400, "7"));
        // Then
        assertThat(report.champion().orElseThrow().accuracy().getAsDouble()).isGreaterThan(0.7);
        assertThat(report.decision()).isInstanceOf(Hold.class);
    }

    @Test
    void aDamagedChampionIsNotReplacedBeforeAPersonRetiresIt() throws Exception {
        // Given
        published(checkpoint("small", 200, "6"));
        var damaged = championFolder();
        Files.writeString(damaged.resolve(StoreLayout.NETWORK), "7");
        // When
        evaluation = evaluation();
        var held = published(checkpoint("small", 400, "9"));
        var shown = scoreboard.champion().map(Score::step);
        Files.delete(store.champion("toy"));
        var next = published(checkpoint("small", 600, "8"));
        // Then
        assertThat(held.decision()).isInstanceOf(Hold.class);
        assertThat(held.decision().reason()).contains("small at step 200").contains("network.pt.sha256");
        assertThat(held.champion()).isEmpty();
        assertThat(shown).hasValue(200L);
        assertThat(next.decision()).isInstanceOf(Promote.class);
        assertThat(championFolder()).endsWith(Path.of("small-" + CheckpointFolder.idAt(600, 1)));
    }

    @Test
    void aChampionWhoseFolderIsGoneOrUnusableIsNotReplaced() throws Exception {
        // Given
        published(checkpoint("small", 200, "6"));
        var folder = championFolder();
        // When
        networks.unusable.add(folder.resolve(StoreLayout.NETWORK));
        evaluation = evaluation();
        var unusable = published(checkpoint("small", 400, "9"));
        dev.limbeck.contract.artifact.AtomicFiles.deleteFolder(folder);
        var gone = published(checkpoint("small", 600, "9"));
        // Then
        assertThat(unusable.decision()).isInstanceOf(Hold.class);
        assertThat(unusable.decision().reason()).contains("small at step 200").contains("said to be unusable");
        assertThat(gone.decision()).isInstanceOf(Hold.class);
        assertThat(gone.decision().reason()).contains("the folder is not there");
    }

    @Test
    void aTeacherThatCannotBeOpenedStopsTheWork() throws Exception {
        // Given
        var announced = checkpoint("small", 200, "6");
        networks.unusable.add(store.teacher("toy", "v1").resolve(StoreLayout.NETWORK));
        // Then
        assertThatThrownBy(() -> evaluation.evaluate(announced))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("teacher v1 cannot be opened");
    }

    @Test
    void aTeacherThatIsLostOnceItGaveItsSoftTargetsStopsTheWork() throws Exception {
        // Given
        published(checkpoint("small", 200, "6"));
        Examples.numbered(300, 1_000).forEach(heldOut.collector()::offer);
        networks.unusable.add(store.teacher("toy", "v1").resolve(StoreLayout.NETWORK));
        var announced = checkpoint("small", 400, "7");
        // Then
        assertThatThrownBy(() -> evaluation.evaluate(announced))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("teacher v1 cannot be opened");
    }

    @Test
    void aPromotionWhoseReportIsDamagedIsDecidedAnew() throws Exception {
        // Given: the process dies after the folder stands
        var announced = checkpoint("small", 200, "6");
        evaluated(announced);
        Files.writeString(championFolder().resolve("evaluation.json"), "{");
        // When
        evaluation = evaluation();
        var report = published(announced);
        // Then
        assertThat(report.decision()).isInstanceOf(Promote.class);
        assertThat(championFolder().resolve("evaluation.json")).content().contains(announced.digest());
    }

    @Test
    void theControlIsShownBesideTheCandidateButNeverPromoted() throws Exception {
        // Given
        var control = published(checkpoint("control", 100, "9"));
        // When
        var report = published(checkpoint("small", 200, "6"));
        // Then
        assertThat(control.decision()).isInstanceOf(Hold.class);
        assertThat(report.control().map(Score::name)).hasValue("control");
        assertThat(report.decision()).isInstanceOf(Promote.class);
    }

    @Test
    void aCheckpointIsEvaluatedOnce() throws Exception {
        // Given
        var announced = checkpoint("small", 200, "6");
        published(announced);
        // Then
        assertThat(evaluation.evaluate(announced)).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void aPromotionCutShortBeforeItsReportIsFinishedAsItWasDecided() throws Exception {
        // Given: the process dies after the folder stands
        var announced = checkpoint("small", 200, "6");
        var decided = evaluated(announced);
        Files.delete(store.champion("toy"));
        // When
        evaluation = evaluation();
        var resumed = evaluated(announced);
        // Then
        assertThat(resumed).isEqualTo(decided);
        assertThat(championFolder()).endsWith(Path.of("small-" + CheckpointFolder.idAt(200, 1)));
    }

    @Test
    void aStudentThatBeginsAnewReplacesTheArtifactOfTheSameName() throws Exception {
        // Given
        published(checkpoint("small", 200, "6"));
        dev.limbeck.contract.artifact.AtomicFiles.deleteFolder(
                store.checkpoints("toy", "small").resolve(CheckpointFolder.idAt(200, 1)));
        // When
        var report = published(checkpoint("small", 200, "9"));
        // Then
        assertThat(report.candidate().accuracy().getAsDouble()).isGreaterThan(0.8);
    }

    @Test
    void whatIsNotWholeIsSkipped() throws Exception {
        // Given
        var truncated = checkpoint("small", 200, "10");
        Files.writeString(root.resolve(truncated.location()).resolve(CheckpointFolder.WEIGHTS), "1");
        var pruned = checkpoint("small", 400, "10");
        dev.limbeck.contract.artifact.AtomicFiles.deleteFolder(root.resolve(pruned.location()));
        var notFinite = checkpoint("small", 600, "NaN");
        // Then
        assertThat(skipped(truncated)).isEqualTo(SkipReason.DEFECTIVE);
        assertThat(skipped(pruned)).isEqualTo(SkipReason.MISSING);
        assertThat(skipped(notFinite)).isEqualTo(SkipReason.UNUSABLE);
        assertThat(store.champion("toy")).doesNotExist();
    }

    @Test
    void whatCannotBeTrueIsSkipped() throws Exception {
        // Given
        var announced = checkpoint("small", 200, "6");
        // Then
        assertThat(skipped(with(announced, "nobody", announced.location(), announced.digest())))
                .isEqualTo(SkipReason.UNKNOWN_STUDENT);
        assertThat(skipped(with(announced, "small", "../" + announced.checkpointId(), announced.digest())))
                .isEqualTo(SkipReason.MALFORMED);
        assertThat(skipped(with(announced, "small", announced.location(), Sha256.hex(new byte[0]))))
                .isEqualTo(SkipReason.DEFECTIVE);
    }

    private static CheckpointAnnounced with(
            CheckpointAnnounced announced, String student, String location, String digest) {
        return new CheckpointAnnounced(
                announced.run(),
                student,
                announced.checkpointId(),
                announced.step(),
                digest,
                location,
                announced.networkDigest(),
                announced.announcedAt());
    }

    @Test
    void theTestPartCountsWithTheTeachersOwnSoftTargets() throws Exception {
        // When
        var report = published(checkpoint("small", 200, "6"));
        // Then
        assertThat(report.heldOut().examples()).isEqualTo(heldOut.collector().size());
        assertThat(heldOut.collector().snapshot().teacherLogits().subList(0, 30))
                .isEqualTo(List.copyOf(IntStream.range(0, 30)
                        .mapToObj(i -> Examples.logits(i % Examples.CLASSES))
                        .toList()));
    }
}
