package dev.limbeck.evaluator.evaluation;

import static dev.limbeck.evaluator.TextStore.RUN;
import static dev.limbeck.evaluator.TextStore.TEACHER;
import static dev.limbeck.evaluator.TextStore.learning;
import static dev.limbeck.evaluator.TextStore.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.checkpoint.CheckpointId;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.event.Score.SliceScore;
import dev.limbeck.contract.event.Scores;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.run.PromotionSpec.Metric;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.evaluator.Examples;
import dev.limbeck.evaluator.Orders;
import dev.limbeck.evaluator.TextNetworks;
import dev.limbeck.evaluator.TextStore;
import dev.limbeck.evaluator.admission.Objection.Reason;
import dev.limbeck.evaluator.evaluation.Outcome.Measured;
import dev.limbeck.evaluator.evaluation.Outcome.NotYet;
import dev.limbeck.evaluator.evaluation.Outcome.Refused;
import dev.limbeck.evaluator.heldout.TestPart;
import dev.limbeck.evaluator.metric.Latency;
import dev.limbeck.evaluator.promotion.Champions;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import dev.limbeck.store.checkpoint.CheckpointManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointEvaluationTest {
    @TempDir
    private Path root;

    private TextStore store;
    private final TextNetworks networks = new TextNetworks();
    private HeldOutExamples heldOut;
    private CheckpointEvaluation evaluation;

    @BeforeEach
    void setUp() throws IOException {
        store = new TextStore(root);
        heldOut = heldOutOf(30);
        offer(0, 300);
        evaluation = evaluation();
    }

    private static HeldOutExamples heldOutOf(int testExamples) {
        var testPart = new TestPart(
                IntStream.range(0, testExamples).mapToObj(Examples::input).toList(),
                IntStream.range(0, testExamples)
                        .<HardLabel>mapToObj(i -> new OfClass(i % Examples.CLASSES))
                        .toList());
        return HeldOutExamples.declaredBy(RUN.spec().evaluation().heldOut(), testPart);
    }

    private void offer(int from, int to) {
        Examples.numbered(from, to).forEach(example -> heldOut.collector().offer(example, Instant.EPOCH));
    }

    /** As of another process, which remembers no score. */
    private CheckpointEvaluation evaluation() {
        var settings = new EvaluationSettings(
                64, new Latency(3, 1, System::nanoTime, () -> 0), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        return new Evaluations(store.layout, networks, settings).of(RUN.spec(), heldOut);
    }

    private Champion promoted(CheckpointAnnounced candidate) {
        var champions = new Champions(store.layout, networks);
        var report = measured(candidate, Optional.empty());
        var order = Orders.promote(candidate, report);
        assertThat(champions.promote(order, RUN.spec())).isEmpty();
        return Orders.champion(candidate, report.candidate(), champions.locationOf(order));
    }

    private Outcome evaluate(CheckpointAnnounced candidate, Optional<Champion> champion) {
        return evaluation.evaluate(Orders.evaluate(candidate, TEACHER, champion, Optional.empty()), Metric.ACCURACY);
    }

    private EvaluationReport measured(CheckpointAnnounced candidate, Optional<Champion> champion) {
        var outcome = evaluate(candidate, champion);
        assertThat(outcome).isInstanceOf(Measured.class);
        return ((Measured) outcome).report();
    }

    private Reason refused(CheckpointAnnounced candidate) {
        var outcome = evaluate(candidate, Optional.empty());
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).objection().reason();
    }

    @Test
    void theReportAnswersItsOrder() throws IOException {
        // Given
        var candidate = store.checkpoint("small", 200, "6");
        var order = Orders.evaluate(candidate, TEACHER, Optional.empty(), Optional.empty())
                .again();
        // When
        var report = ((Measured) evaluation.evaluate(order, Metric.ACCURACY)).report();
        // Then
        assertThat(report.orderId()).isEqualTo(order.orderId());
        assertThat(report.attempt()).isEqualTo(2);
        assertThat(report.generation()).isEqualTo(1);
        assertThat(Scores.accuracy(report.candidate()).getAsDouble()).isBetween(0.5, 0.7);
        assertThat(Scores.accuracy(report.teacher())).hasValue(1);
        assertThat(report.champion()).isEmpty();
        assertThat(report.championDefect()).isEmpty();
        assertThat(store.layout.champion("toy")).doesNotExist();
    }

    @Test
    void theSameOrderAgainGivesTheSameReport() throws IOException {
        // Given
        var candidate = store.checkpoint("small", 200, "6");
        // Then
        assertThat(measured(candidate, Optional.empty())).isEqualTo(measured(candidate, Optional.empty()));
    }

    @Test
    void candidateAndChampionAreMeasuredOnOneSet() throws IOException {
        // Given
        var champion = promoted(store.checkpoint("small", 200, "6"));
        // When
        var report = measured(store.checkpoint("small", 400, "8"), Optional.of(champion));
        // Then
        assertThat(report.champion().orElseThrow().step()).isEqualTo(200);
        assertThat(Scores.accuracy(report.champion().orElseThrow()).getAsDouble())
                .isBetween(0.5, 0.7);
        assertThat(Scores.accuracy(report.candidate()).getAsDouble()).isGreaterThan(0.7);
    }

    @Test
    void theChampionIsNotMeasuredAgainOnTheSameSet() throws IOException {
        // Given
        var champion = promoted(store.checkpoint("small", 200, "8"));
        int openedBefore = networks.opened;
        // When
        measured(store.checkpoint("small", 400, "7"), Optional.of(champion));
        // Then
        assertThat(networks.opened - openedBefore).isEqualTo(1);
    }

    @Test
    void theChampionIsMeasuredFromItsArtifactWhenItsCheckpointIsPruned() throws IOException {
        // Given
        var champion = promoted(store.checkpoint("small", 200, "8"));
        AtomicFiles.deleteFolder(store.layout
                .checkpoints("toy", 1, "small")
                .resolve(CheckpointId.at(200, 1).text()));
        // When
        evaluation = evaluation();
        var report = measured(store.checkpoint("small", 400, "7"), Optional.of(champion));
        // Then
        assertThat(Scores.accuracy(report.champion().orElseThrow()).getAsDouble())
                .isGreaterThan(0.7);
    }

    @Test
    void aDamagedChampionIsReportedAsSuch() throws IOException {
        // Given
        var champion = promoted(store.checkpoint("small", 200, "6"));
        Files.writeString(root.resolve(champion.location()).resolve(StoreLayout.NETWORK), "7");
        // When
        var report = measured(store.checkpoint("small", 400, "9"), Optional.of(champion));
        // Then
        assertThat(report.champion()).isEmpty();
        assertThat(report.championDefect().orElseThrow()).contains("g1-small", "network.pt.sha256");
    }

    @Test
    void aChampionWhoseFolderIsGoneOrUnusableIsReportedAsSuch() throws IOException {
        // Given
        var champion = promoted(store.checkpoint("small", 200, "6"));
        var folder = root.resolve(champion.location());
        // When
        networks.unusable.add(folder.resolve(StoreLayout.NETWORK));
        evaluation = evaluation();
        var unusable = measured(store.checkpoint("small", 400, "9"), Optional.of(champion));
        AtomicFiles.deleteFolder(folder);
        var gone = measured(store.checkpoint("small", 600, "9"), Optional.of(champion));
        // Then
        assertThat(unusable.championDefect().orElseThrow()).contains("said to be unusable");
        assertThat(gone.championDefect().orElseThrow()).contains("the folder is not there");
    }

    @Test
    void aTeacherThatCannotBeOpenedIsNoReasonToRefuseTheCheckpoint() throws IOException {
        // Given
        var candidate = store.checkpoint("small", 200, "6");
        networks.unusable.add(store.teachersNetwork());
        // Then
        assertThatThrownBy(() -> evaluate(candidate, Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("teacher v1 of run toy cannot be opened");
        // When
        networks.unusable.clear();
        // Then
        assertThat(Scores.accuracy(measured(candidate, Optional.empty()).teacher()))
                .hasValue(1);
    }

    @Test
    void aTeacherWhoseFileWasChangedIsNeverRun() throws IOException {
        // Given
        var candidate = store.checkpoint("small", 200, "6");
        byte[] published = Files.readAllBytes(store.teachersNetwork());
        Files.writeString(store.teachersNetwork(), "9");
        // Then
        assertThatThrownBy(() -> evaluate(candidate, Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("teacher v1 of run toy cannot be opened")
                .hasMessageContaining("it has to be " + TEACHER.sha256());
        assertThat(networks.opened).isZero();
        // When
        Files.write(store.teachersNetwork(), published);
        // Then
        assertThat(Scores.accuracy(measured(candidate, Optional.empty()).teacher()))
                .hasValue(1);
    }

    @Test
    void aMachineThatComputesOtherwiseIsNoReasonToRefuseTheCheckpoint() throws IOException {
        // Given
        var candidate = store.checkpoint("small", 200, "6");
        networks.unsound = true;
        // Then
        assertThatThrownBy(() -> evaluate(candidate, Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing can be measured here: gives a record other logits in a batch");
        // When
        networks.unsound = false;
        // Then
        assertThat(measured(candidate, Optional.empty()).candidate().step()).isEqualTo(200);
    }

    @Test
    void aTeacherThatIsLostOnceItGaveItsSoftTargetsIsMissed() throws IOException {
        // Given
        measured(store.checkpoint("small", 200, "6"), Optional.empty());
        offer(300, 1_000);
        networks.unusable.add(store.teachersNetwork());
        var candidate = store.checkpoint("small", 400, "7");
        // Then
        assertThatThrownBy(() -> evaluate(candidate, Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("teacher v1 of run toy cannot be opened");
    }

    @Test
    void theCandidateIsSetAgainstChampionTeacherAndControlExampleByExample() throws IOException {
        // Given: digits 0 to 9 follow each other, and a network of n is right on those below n
        var champion = promoted(store.checkpoint("small", 200, "6"));
        var control = store.checkpoint("control", 100, "9");
        var candidate = store.checkpoint("small", 400, "8");
        // When
        var report = ((Measured) evaluation.evaluate(
                        Orders.evaluate(candidate, TEACHER, Optional.of(champion), Optional.of(control)),
                        Metric.ACCURACY))
                .report();
        // Then
        int examples = report.heldOut().examples();
        var againstChampion = report.againstChampion().orElseThrow();
        var counts = againstChampion.byHardLabel().orElseThrow();
        assertThat(counts.examples()).isEqualTo(examples);
        assertThat(counts.wins()).isBetween(examples / 10L, examples / 3L);
        assertThat(counts.losses()).isZero();
        assertThat(counts.difference())
                .isCloseTo(
                        Scores.accuracy(report.candidate()).getAsDouble()
                                - Scores.accuracy(report.champion().orElseThrow())
                                        .getAsDouble(),
                        within(1e-12));
        assertThat(againstChampion.byTeacher()).isEqualTo(counts);
        assertThat(againstChampion.perClass().stream()
                        .mapToLong(one -> one.counts().wins())
                        .sum())
                .isEqualTo(counts.wins());
        assertThat(report.againstTeacher().byTeacher().wins()).isZero();
        assertThat(report.againstTeacher().byTeacher().losses()).isPositive();
        assertThat(report.againstControl().orElseThrow().byTeacher().losses()).isPositive();
    }

    @Test
    void whereNothingIsLabelledTheTeacherIsTheReferenceAndTheReportSaysSo() throws IOException {
        // Given
        heldOut = heldOutOf(0);
        IntStream.range(0, 300)
                .mapToObj(number -> Examples.example("record-" + number, number, OptionalInt.empty(), "v1"))
                .forEach(example -> heldOut.collector().offer(example, Instant.EPOCH));
        evaluation = evaluation();
        var champion = promoted(store.checkpoint("small", 200, "6"));
        // When
        var report = measured(store.checkpoint("small", 400, "8"), Optional.of(champion));
        // Then
        assertThat(report.heldOut().reference()).isEqualTo(Reference.TEACHER);
        assertThat(report.heldOut().labelled()).isZero();
        assertThat(report.heldOut().balance().keySet()).containsExactly(0, 1, 2);
        assertThat(Scores.accuracy(report.candidate())).isEmpty();
        assertThat(Scores.value(report.candidate(), Classification.BRIER_SCORE)).isEmpty();
        assertThat(report.candidate().breakdown().parts()).isEmpty();
        assertThat(Scores.value(report.candidate(), Classification.KL_TO_TEACHER)
                        .orElseThrow())
                .isPositive();
        var againstChampion = report.againstChampion().orElseThrow();
        assertThat(againstChampion.byHardLabel()).isEmpty();
        assertThat(againstChampion.byTeacher().wins()).isPositive();
        assertThat(againstChampion.perClass()).hasSize(3);
    }

    @Test
    void theObjectiveIsMeasuredOnWhatTheStudentNeverSaw() throws IOException {
        // Given
        var announced = store.checkpoint("small", 200, "6");
        var better = store.checkpoint("small", 400, "8");
        // When
        var loss = measured(learning(announced, 0.25), Optional.empty()).loss();
        // Then
        assertThat(loss.training()).hasValue(0.25);
        assertThat(loss.heldOut())
                .isGreaterThan(measured(better, Optional.empty()).loss().heldOut());
        assertThat(measured(better, Optional.empty()).loss().training()).isEmpty();
    }

    @Test
    void slicesAreToldApartByADeclaredAttribute() throws IOException {
        // Given: the north has the digits that a network of 5 knows
        heldOut = heldOutOf(0);
        Examples.numbered(0, 300).stream()
                .map(example -> in(example.record().inputs().only().values().get(1) < 5 ? "north" : "south", example))
                .forEach(example -> heldOut.collector().offer(example, Instant.EPOCH));
        evaluation = evaluation();
        // When
        var slices = measured(store.checkpoint("small", 200, "5"), Optional.empty())
                .candidate()
                .slices();
        // Then
        assertThat(slices).extracting(SliceScore::value).containsExactlyInAnyOrder("north", "south");
        assertThat(slices).allSatisfy(slice -> assertThat(
                        slice.byHardLabel().orElseThrow().value())
                .isEqualTo(slice.value().equals("north") ? 1 : 0));
    }

    private static DistillationExample in(String region, DistillationExample example) {
        var record = example.record();
        return new DistillationExample(
                new ProductionRecord(
                        record.recordId(),
                        record.inputs(),
                        record.hardLabel(),
                        record.eventTime(),
                        new Attributes(new TreeMap<>(Map.of("region", region)))),
                example.softTarget());
    }

    @Test
    void theControlIsShownBesideTheCandidate() throws IOException {
        // Given
        var control = store.checkpoint("control", 100, "9");
        var candidate = store.checkpoint("small", 200, "6");
        // When
        var ofControl = measured(control, Optional.empty());
        var report = ((Measured) evaluation.evaluate(
                        Orders.evaluate(candidate, TEACHER, Optional.empty(), Optional.of(control)), Metric.ACCURACY))
                .report();
        // Then
        assertThat(ofControl.control()).hasValue(ofControl.candidate());
        assertThat(ofControl.againstControl()).isEmpty();
        assertThat(report.control()).hasValue(ofControl.candidate());
        assertThat(report.control().map(Score::arm)).hasValue(Score.Arm.CONTROL);
    }

    @Test
    void aControlThatIsPrunedIsNotShown() throws IOException {
        // Given
        var control = store.checkpoint("control", 100, "9");
        AtomicFiles.deleteFolder(root.resolve(control.location()));
        var candidate = store.checkpoint("small", 200, "6");
        // When
        var report = ((Measured) evaluation.evaluate(
                        Orders.evaluate(candidate, TEACHER, Optional.empty(), Optional.of(control)), Metric.ACCURACY))
                .report();
        // Then
        assertThat(report.control()).isEmpty();
    }

    @Test
    void whatIsNotWholeIsRefused() throws IOException {
        // Given
        var truncated = store.checkpoint("small", 200, "10");
        Files.writeString(root.resolve(truncated.location()).resolve(CheckpointFolder.WEIGHTS), "1");
        var pruned = store.checkpoint("small", 400, "10");
        AtomicFiles.deleteFolder(root.resolve(pruned.location()));
        var notFinite = store.checkpoint("small", 600, "NaN");
        // Then
        assertThat(refused(truncated)).isEqualTo(Reason.DEFECTIVE);
        assertThat(refused(pruned)).isEqualTo(Reason.MISSING);
        assertThat(refused(notFinite)).isEqualTo(Reason.UNUSABLE);
    }

    @Test
    void ofWhatItsStudentHasRemovedItIsSaidSo() throws IOException {
        // Given
        var removed = store.checkpoint("small", 400, "10");
        var folder = new CheckpointFolder(root.resolve(removed.location()));
        AtomicFiles.moveFiles(
                Map.of(folder.path().resolve(CheckpointManifest.FILE), folder.remainder(CheckpointManifest.FILE)));
        AtomicFiles.deleteFolder(folder.path());
        // Then
        var outcome = evaluate(removed, Optional.empty());
        assertThat(((Refused) outcome).objection().detail()).contains("was removed by its student");
    }

    @Test
    void whatCannotBeTrueIsRefused() throws IOException {
        // Given
        var announced = store.checkpoint("small", 200, "6");
        // Then
        assertThat(refused(with(announced, "nobody", announced.location(), announced.digest())))
                .isEqualTo(Reason.UNKNOWN_STUDENT);
        assertThat(refused(with(announced, "small", "../" + announced.checkpointId(), announced.digest())))
                .isEqualTo(Reason.MALFORMED);
        assertThat(refused(with(announced, "small", announced.location(), Sha256.hex(new byte[0]))))
                .isEqualTo(Reason.DEFECTIVE);
    }

    @Test
    void withoutEnoughHeldOutExamplesItHasToWait() throws IOException {
        // Given
        heldOut = heldOutOf(30);
        evaluation = evaluation();
        var candidate = store.checkpoint("small", 200, "6");
        // When
        var early = evaluate(candidate, Optional.empty());
        offer(0, 300);
        // Then
        assertThat(early).isInstanceOf(NotYet.class);
        assertThat(((NotYet) early).reason()).contains("30 of the test part and 0 of the stream", "minExamples is 100");
        assertThat(evaluate(candidate, Optional.empty())).isInstanceOf(Measured.class);
    }

    @Test
    void theTestPartCountsWithTheTeachersOwnSoftTargets() throws IOException {
        // When
        var report = measured(store.checkpoint("small", 200, "6"), Optional.empty());
        // Then
        assertThat(report.heldOut().examples()).isEqualTo(heldOut.collector().size());
        assertThat(heldOut.collector().snapshot().teacherOutputs().subList(0, 30))
                .isEqualTo(List.copyOf(IntStream.range(0, 30)
                        .mapToObj(i -> Examples.logits(i % Examples.CLASSES))
                        .toList()));
    }
}
