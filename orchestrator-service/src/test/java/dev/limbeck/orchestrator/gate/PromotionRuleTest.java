package dev.limbeck.orchestrator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PromotionDecision.AwaitApproval;
import dev.limbeck.contract.event.PromotionDecision.Hold;
import dev.limbeck.contract.event.PromotionDecision.Promote;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.event.Score.Arm;
import dev.limbeck.contract.run.PromotionSpec;
import dev.limbeck.contract.run.PromotionSpec.Approval;
import dev.limbeck.contract.run.PromotionSpec.Metric;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PromotionRuleTest {
    private static final PromotionRule BY_ACCURACY = new PromotionRule(Metric.ACCURACY);

    private static Score score(String name, long step, OptionalDouble accuracy, double nll, double agreement) {
        return score(name, Arm.DISTILLED, step, accuracy, nll, agreement);
    }

    private static Score score(String name, Arm arm, long step, OptionalDouble accuracy, double nll, double agreement) {
        var likelihood = accuracy.isPresent() ? OptionalDouble.of(nll) : OptionalDouble.empty();
        return new Score(
                name, arm, "step-" + step, step, accuracy, likelihood, likelihood, agreement, List.of(), 1, 1, 1);
    }

    private static Score accurate(String name, long step, double accuracy) {
        return score(name, step, OptionalDouble.of(accuracy), 0.5, 0.5);
    }

    private static EvaluationReport alone(Score candidate) {
        return report(candidate, Optional.empty(), Optional.empty());
    }

    private static EvaluationReport beside(Score candidate, Score champion) {
        return report(candidate, Optional.of(champion), Optional.empty());
    }

    private static EvaluationReport report(Score candidate, Optional<Score> champion, Optional<String> defect) {
        return new EvaluationReport(
                "digits",
                1,
                "order",
                1,
                "digest",
                new EvaluationReport.HeldOutSummary("held-out", 500, 500),
                candidate,
                champion,
                defect,
                score("teacher", Arm.TEACHER, 0, OptionalDouble.of(0.99), 0.1, 1),
                Optional.empty(),
                Instant.EPOCH);
    }

    @Test
    void theFirstCandidateBecomesChampion() {
        assertThat(BY_ACCURACY.decide(alone(accurate("small", 200, 0.5)), false))
                .isEqualTo(new Promote("small at step 200 has accuracy 50.000 % and is the first champion."));
    }

    @Test
    void aStrictlyBetterCandidateBecomesChampion() {
        assertThat(BY_ACCURACY.decide(beside(accurate("small", 400, 0.961), accurate("big", 200, 0.96)), true))
                .isEqualTo(new Promote("small at step 400 has accuracy 96.100 %, which is better than the champion's:"
                        + " big at step 200 has accuracy 96.000 %."));
    }

    @Test
    void anEqualCandidateDoesNot() {
        assertThat(BY_ACCURACY.decide(beside(accurate("small", 400, 0.96), accurate("big", 200, 0.96)), true))
                .isEqualTo(new Hold("small at step 400 has accuracy 96.000 %, which is not better than the champion's:"
                        + " big at step 200 has accuracy 96.000 %."));
    }

    @Test
    void theControlArmIsNeverPromoted() {
        // Given
        var control = score("control", Arm.CONTROL, 400, OptionalDouble.of(0.99), 0.1, 0.9);
        // Then
        assertThat(BY_ACCURACY.decide(alone(control), false))
                .isEqualTo(new Hold("control at step 400 is the control arm, which is measured but never promoted."));
    }

    @Test
    void aMetricOfLabelsHoldsWhereThereAreNone() {
        // Given
        var unlabelled = score("small", 400, OptionalDouble.empty(), 0, 0.9);
        // Then
        assertThat(BY_ACCURACY.decide(alone(unlabelled), false))
                .isEqualTo(new Hold("small at step 400 has no accuracy, because no held-out example is labelled."));
        assertThat(new PromotionRule(Metric.AGREEMENT).decide(alone(unlabelled), false))
                .isInstanceOf(Promote.class);
    }

    @Test
    void aChampionThatCannotBeMeasuredIsNotReplaced() {
        assertThat(BY_ACCURACY.decide(
                        report(
                                accurate("small", 400, 0.96),
                                Optional.empty(),
                                Optional.of("big at step 200: network.pt is not there")),
                        true))
                .isEqualTo(new Hold("The champion cannot be measured any more, so small at step 400"
                        + " is compared with none: big at step 200: network.pt is not there."));
    }

    @Test
    void theSameCheckpointHolds() {
        // Given
        var champion = accurate("small", 400, 0.96);
        // Then
        assertThat(BY_ACCURACY.decide(beside(champion, champion), true))
                .isEqualTo(new Hold("small at step 400 is the champion already."));
    }

    @Test
    void aLowerNegativeLogLikelihoodIsBetter() {
        // Given
        var rule = new PromotionRule(Metric.NLL);
        var champion = score("big", 200, OptionalDouble.of(0.9), 0.30, 0.9);
        // Then
        assertThat(rule.decide(beside(score("small", 400, OptionalDouble.of(0.9), 0.29, 0.9), champion), true))
                .isInstanceOf(Promote.class);
        assertThat(rule.decide(beside(score("small", 400, OptionalDouble.of(0.9), 0.31, 0.9), champion), true))
                .isInstanceOf(Hold.class);
    }

    @Test
    void whatIsNotANumberIsNotBetter() {
        assertThat(BY_ACCURACY.decide(alone(accurate("small", 400, Double.NaN)), false))
                .isEqualTo(new Hold("The accuracy of small at step 400 is not a number."));
    }

    @Test
    void whereAPersonHasTheLastWordABetterCandidateAwaitsIt() {
        // Given
        var gate = new PromotionGate(new PromotionSpec(Metric.ACCURACY, Approval.MANUAL));
        // Then
        assertThat(gate.decide(alone(accurate("small", 200, 0.5)), false))
                .isEqualTo(new AwaitApproval("small at step 200 has accuracy 50.000 % and is the first champion."));
        assertThat(gate.decide(beside(accurate("small", 200, 0.5), accurate("big", 100, 0.6)), true))
                .isInstanceOf(Hold.class);
    }
}
