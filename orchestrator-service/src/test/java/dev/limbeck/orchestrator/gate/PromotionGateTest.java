package dev.limbeck.orchestrator.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.Evidence;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.PairedDifferences;
import dev.limbeck.contract.event.PromotionDecision;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.event.Scores;
import dev.limbeck.contract.metric.Bound;
import dev.limbeck.contract.run.PromotionSpec;
import dev.limbeck.contract.run.PromotionSpec.Approval;
import dev.limbeck.contract.run.PromotionSpec.Guards;
import dev.limbeck.contract.run.PromotionSpec.Hypothesis;
import dev.limbeck.contract.run.PromotionSpec.Metric;
import dev.limbeck.contract.task.Classification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PromotionGateTest {
    private static final Classification TASK = new Classification(10);
    private static final PromotionSpec MANUAL =
            new PromotionSpec(Metric.ACCURACY, Hypothesis.BETTER, 0, 0.05, Guards.NONE, Approval.MANUAL);
    private static final PromotionSpec BY_TEACHER =
            new PromotionSpec(Metric.AGREEMENT, Hypothesis.BETTER, 0, 0.05, Guards.NONE, Approval.AUTOMATIC);
    private static final PromotionSpec NOT_WORSE =
            new PromotionSpec(Metric.ACCURACY, Hypothesis.NOT_WORSE, 0.01, 0.05, Guards.NONE, Approval.AUTOMATIC);

    private static PromotionDecision decide(Reports reports, long comparison) {
        return decide(PromotionSpec.DEFAULT, reports, comparison);
    }

    private static PromotionDecision decide(PromotionSpec spec, Reports reports, long comparison) {
        boolean hasChampion = reports.againstChampion().isPresent()
                || reports.championDefect().isPresent();
        return new PromotionGate(TASK, spec).decide(reports.report(), hasChampion, comparison);
    }

    @Test
    void theFirstCandidateIsPromotedAndSpendsNothing() {
        // When
        var decision = decide(Reports.firstCandidate(), 1);
        // Then
        assertThat(decision).isInstanceOf(PromotionDecision.Promote.class);
        assertThat(decision.reason())
                .isEqualTo("small at step 100 has accuracy 97.100 % of 2000 labelled examples and has no champion"
                        + " before it.");
        assertThat(decision.evidence().test()).isEmpty();
    }

    @Test
    void aCandidateThatIsShownToBeBetterIsPromotedWithTheNumbers() {
        // When
        var decision = decide(Reports.against(31, 11), 1);
        // Then
        assertThat(decision).isInstanceOf(PromotionDecision.Promote.class);
        assertThat(decision.reason())
                .isEqualTo("small at step 100 is better than the champion, small at step 100: on 2000 labelled"
                        + " examples it is right on 96.450 % and the champion on 95.450 %, 31 that only it is right on"
                        + " against 11 (p 0.0014, comparison 1 may spend 0.0127).");
        var test = decision.evidence().test().orElseThrow();
        assertThat(test.reference()).isEqualTo(Reference.HARD_LABEL);
        assertThat(test.low()).isCloseTo(0.0035, within(5e-4));
        assertThat(test.high()).isCloseTo(0.0165, within(5e-4));
    }

    @Test
    void theSameNumbersAreNotEnoughLaterInTheRun() {
        // When
        var decision = decide(Reports.against(31, 11), 50);
        // Then
        assertThat(decision).isInstanceOf(PromotionDecision.Hold.class);
        assertThat(decision.reason()).contains("is not shown to be better", "comparison 50 may spend 7.87e-05");
    }

    @Test
    void whereNothingIsLabelledTheTeacherIsTheReferenceAndTheSentenceSaysSo() {
        // Given
        var byTeacher = new Comparison(Optional.empty(), Reports.counts(2000, 40, 10), List.of());
        // When
        var decision = decide(Reports.firstCandidate().besideChampion(byTeacher).on(2000, 0), 1);
        // Then
        assertThat(decision).isInstanceOf(PromotionDecision.Promote.class);
        assertThat(decision.reason()).contains("on 2000 examples, judged by the teacher, it is right on");
        assertThat(decision.evidence().test().orElseThrow().reference()).isEqualTo(Reference.TEACHER);
    }

    @Test
    void agreementIsJudgedByTheTeacherWhateverTheLabelsSay() {
        // Given
        var worseByLabel =
                new Comparison(Optional.of(Reports.counts(2000, 0, 50)), Reports.counts(2000, 50, 0), List.of());
        // Then
        assertThat(decide(BY_TEACHER, Reports.firstCandidate().besideChampion(worseByLabel), 1))
                .isInstanceOf(PromotionDecision.Promote.class);
        assertThat(decide(Reports.firstCandidate().besideChampion(worseByLabel), 1))
                .isInstanceOf(PromotionDecision.Hold.class);
    }

    @Test
    void notWorseByMoreThanTheMarginIsEnoughWhereThatIsDeclared() {
        // When
        var decision = decide(NOT_WORSE, Reports.against(8, 8), 1);
        // Then
        assertThat(decision).isInstanceOf(PromotionDecision.Promote.class);
        assertThat(decision.reason()).contains("is at most 1.000 points worse than the champion");
        assertThat(decide(NOT_WORSE, Reports.against(10, 30), 1)).isInstanceOf(PromotionDecision.Hold.class);
    }

    @Test
    void withoutADiscordantExampleTheChampionStaysAndTheComparisonIsSpent() {
        // When
        var decision = decide(Reports.against(0, 0), 1);
        // Then
        assertThat(decision).isInstanceOf(PromotionDecision.Hold.class);
        assertThat(decision.reason()).contains("the same ones (p 1.0000");
        assertThat(decision.evidence().test()).isPresent();
    }

    @Test
    void aPersonHasTheLastWordWhereThatIsDeclared() {
        assertThat(decide(MANUAL, Reports.against(31, 11), 1)).isInstanceOf(PromotionDecision.AwaitApproval.class);
        assertThat(decide(MANUAL, Reports.against(11, 31), 1)).isInstanceOf(PromotionDecision.Hold.class);
    }

    @Test
    void whatCannotBeComparedIsHeldAndSpendsNothing() {
        // Given
        var control = Reports.against(60, 0).of(Reports.score("control", Score.Arm.CONTROL, 0.99));
        var noNumber = Reports.against(60, 0).of(Reports.score("small", Score.Arm.DISTILLED, Double.NaN));
        var damaged = Reports.firstCandidate().withDefect("its file is damaged");
        var empty = Reports.firstCandidate().on(0, 0);
        var emptyBesideChampion = Reports.firstCandidate()
                .besideChampion(new Comparison(Optional.empty(), new PairedCounts(0, 0, 0, 0), List.of()));
        // Then
        assertHeld(control, "control at step 100 is the control arm, which is measured but never promoted.");
        assertHeld(noNumber, "What was measured of small at step 100 is not a number.");
        assertHeld(
                damaged,
                "The champion cannot be measured any more, so small at step 100 is compared with none: its file is"
                        + " damaged.");
        assertHeld(empty, "There is no held-out example that small at step 100 could be judged by.");
        assertHeld(emptyBesideChampion, "There is no held-out example that small at step 100 could be judged by.");
    }

    private static void assertHeld(Reports reports, String reason) {
        var decision = decide(reports, 1);
        assertThat(decision).isInstanceOf(PromotionDecision.Hold.class);
        assertThat(decision.reason()).isEqualTo(reason);
        assertThat(decision.evidence().test()).isEmpty();
        assertThat(decision.evidence().digest()).hasSize(64);
    }

    @Test
    void theSentenceSaysWhetherTheTeacherHelps() {
        assertThat(decide(Reports.against(31, 11).besideControl(70, 30), 1).reason())
                .contains("; it beats the control, control at step 100, by 2.000 points (70 that only it is right on");
        assertThat(decide(Reports.against(31, 11).besideControl(52, 48), 1).reason())
                .contains("; it is not shown to beat the control, control at step 100, by 0.200 points");
        assertThat(decide(Reports.against(31, 11).besideControl(30, 70), 1).reason())
                .contains("; it does not beat the control, control at step 100, by -2.000 points");
    }

    private static Comparison values(Optional<PairedDifferences> byHardLabel, PairedDifferences byTeacher) {
        return new Comparison(new Comparison.ByRecord(byHardLabel, byTeacher));
    }

    /** Of 2000 examples, 100 are worth a tenth less with the candidate, and some a twentieth more. */
    private static PairedDifferences differences(long better) {
        return new PairedDifferences(100, new TreeMap<>(Map.of(-10, 100L, 0, 1900 - better, 5, better)));
    }

    private static Reports byValue(long better) {
        return Reports.firstCandidate().besideChampion(values(Optional.of(differences(better)), differences(1)));
    }

    @Test
    void whereExamplesHaveValuesTheMeanDifferenceIsTested() {
        // When
        var decision = decide(byValue(800), 1);
        // Then
        assertThat(decision).isInstanceOf(PromotionDecision.Promote.class);
        assertThat(decision.reason())
                .isEqualTo("small at step 100 is better than the champion, small at step 100: on 2000 labelled"
                        + " examples its value is higher than the champion's by 0.01500 of 1 per record (95 % interval"
                        + " 0.01216 to 0.01775, p 8.42e-13, comparison 1 may spend 0.0127).");
        var test = decision.evidence().test().orElseThrow();
        assertThat(test.counts()).isEmpty();
        assertThat(test.differences()).contains(differences(800));
        assertThat(decide(byValue(300), 1).reason())
                .contains("is not shown to be better", "higher than the champion's by 0.00250 of 1 per record");
        assertThat(decide(byValue(100), 1).reason()).contains("its value is lower than the champion's by 0.00250 of 1");
    }

    @Test
    void notWorseByValueIsSaidInItsUnit() {
        // When
        var decision = decide(NOT_WORSE, byValue(200), 1);
        // Then
        assertThat(decision).isInstanceOf(PromotionDecision.Promote.class);
        assertThat(decision.reason())
                .contains("is at most 0.01000 of 1 worse than the champion", "higher than the champion's by 0.00000");
        assertThat(decide(NOT_WORSE, byValue(1), 50)).isInstanceOf(PromotionDecision.Hold.class);
    }

    @Test
    void valuesAreJudgedByTheReferenceThatIsDeclared() {
        // Given
        var byTeacher = Reports.firstCandidate().besideChampion(values(Optional.empty(), differences(800)));
        // Then
        assertThat(decide(BY_TEACHER, byTeacher, 1).reason())
                .contains("on 2000 examples, judged by the teacher, its value is higher");
        assertHeld(byTeacher, "There is no held-out example that small at step 100 could be judged by.");
    }

    @Test
    void theSentenceSaysByValueWhetherTheTeacherHelps() {
        // Given
        var control = values(Optional.of(differences(800)), differences(1));
        var beside = byValue(800);
        // When
        var decision = decide(
                new Reports(
                        beside.candidate(),
                        beside.examples(),
                        beside.labelled(),
                        beside.againstChampion(),
                        Optional.empty(),
                        Optional.of(control)),
                1);
        // Then
        assertThat(decision.reason())
                .endsWith("; it beats the control, control at step 100, by 0.01500 of 1 (p 8.42e-13).");
    }

    @Test
    void theDigestNamesReportRulesAndComparison() {
        // Given
        String digest = decide(Reports.against(31, 11), 1).evidence().digest();
        // Then
        assertThat(digest).isEqualTo("7b127fedc0786c4757de51b43dc7aee74aa5aa6932a38adac9eec5ba0e7d8cb6");
        assertThat(decide(Reports.against(31, 11), 1).evidence().digest()).isEqualTo(digest);
        assertThat(decide(Reports.against(31, 12), 1).evidence().digest()).isNotEqualTo(digest);
        assertThat(decide(Reports.against(31, 11), 2).evidence().digest()).isNotEqualTo(digest);
        assertThat(decide(MANUAL, Reports.against(31, 11), 1).evidence().digest())
                .isNotEqualTo(digest);
    }

    @Test
    void aGuardThatDoesNotHoldKeepsTheChampionAndIsNamed() {
        // Given
        var tooLarge = with(Optional.empty(), Optional.of(0.02), Optional.of(39_999L));
        // When
        var decision = decide(tooLarge, Reports.against(31, 11), 1);
        // Then
        assertThat(decision).isInstanceOf(PromotionDecision.Hold.class);
        assertThat(decision.reason())
                .endsWith("; it does not keep to maxArtifactBytes (it has 40000 bytes, allowed are at most 39999).");
        assertThat(decision.evidence().guards())
                .extracting(Evidence.GuardVerdict::guard, Evidence.GuardVerdict::holds)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("maxCalibrationError", true),
                        org.assertj.core.groups.Tuple.tuple("maxArtifactBytes", false));
        assertThat(decide(tooLarge, Reports.firstCandidate(), 1)).isInstanceOf(PromotionDecision.Hold.class);
    }

    @Test
    void guardsThatHoldAreSaidToHold() {
        // Given
        var guards = new Guards(
                Optional.of(0.05),
                Optional.of(0.02),
                Optional.of(0.9),
                Optional.of(0.98),
                Optional.of(50_000L),
                Optional.of(90.0),
                new TreeMap<>(Map.of("klToTeacher", Bound.atMost(0.1))));
        // When
        var decision = decide(guarded(guards), Reports.against(31, 11), 1);
        // Then
        assertThat(decision).isInstanceOf(PromotionDecision.Promote.class);
        assertThat(decision.reason()).endsWith("; it keeps to its 7 guards.");
    }

    @Test
    void aGuardWhoseNumberIsMissingDoesNotHold() {
        // Given
        var unlabelled = Reports.firstCandidate().on(2000, 0);
        var score = unlabelled.candidate();
        var withoutCalibration = Scores.with(score, Scores.metrics(0.96, 0.05));
        // When
        var decision = decide(
                with(Optional.empty(), Optional.of(0.02), Optional.empty()), unlabelled.of(withoutCalibration), 1);
        // Then
        assertThat(decision).isInstanceOf(PromotionDecision.Hold.class);
        assertThat(decision.reason()).contains("maxCalibrationError needs labelled held-out examples");
    }

    @Test
    void aBoundOfAnyMetricIsAGuard() {
        // Given
        var guards = new Guards(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(Map.of(
                        "negativeLogLikelihood", Bound.atMost(0.05),
                        "accuracy", Bound.atLeast(0.9))));
        // When
        var decision = decide(guarded(guards), Reports.firstCandidate(), 1);
        // Then
        assertThat(decision).isInstanceOf(PromotionDecision.Hold.class);
        assertThat(decision.reason())
                .endsWith("; it does not keep to metrics.negativeLogLikelihood (its NLL is 0.1000, allowed is at most"
                        + " 0.0500).");
    }

    @Test
    void aClassThatFellRefusesOnEvidenceOnly() {
        // Given
        var fell = classes(Reports.counts(400, 2, 40));
        var mayBeChance = classes(Reports.counts(400, 10, 22));
        var spec = with(Optional.of(0.02), Optional.empty(), Optional.empty());
        // Then
        assertThat(decide(spec, Reports.firstCandidate().besideChampion(fell), 1)
                        .reason())
                .contains("it does not keep to maxClassDrop (of its 400 examples of class 3 it is right on 9.500 points"
                        + " fewer than the champion (95 % interval over all classes -12.");
        assertThat(decide(spec, Reports.firstCandidate().besideChampion(mayBeChance), 1))
                .isInstanceOf(PromotionDecision.Promote.class);
    }

    private static Comparison classes(PairedCounts third) {
        var counts = Reports.counts(2000, 80, 20);
        return new Comparison(
                Optional.of(counts),
                counts,
                List.of(
                        new Comparison.ClassComparison(0, Reports.counts(400, 20, 2)),
                        new Comparison.ClassComparison(3, third)));
    }

    private static PromotionSpec with(Optional<Double> classDrop, Optional<Double> calibration, Optional<Long> bytes) {
        return guarded(new Guards(
                classDrop, calibration, Optional.empty(), Optional.empty(), bytes, Optional.empty(), new TreeMap<>()));
    }

    private static PromotionSpec guarded(Guards guards) {
        return new PromotionSpec(Metric.ACCURACY, Hypothesis.BETTER, 0, 0.05, guards, Approval.AUTOMATIC);
    }
}
