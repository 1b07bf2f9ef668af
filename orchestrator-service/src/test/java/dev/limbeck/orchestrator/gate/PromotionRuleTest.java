package dev.limbeck.evaluator.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.PromotionDecision.Hold;
import dev.limbeck.contract.event.PromotionDecision.Promote;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.event.Score.Arm;
import dev.limbeck.contract.run.PromotionSpec.Metric;
import java.util.List;
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

    @Test
    void theFirstCandidateBecomesChampion() {
        assertThat(BY_ACCURACY.decide(accurate("small", 200, 0.5), new Champion.None()))
                .isEqualTo(new Promote("small at step 200 has accuracy 50.000 % and is the first champion."));
    }

    @Test
    void aStrictlyBetterCandidateBecomesChampion() {
        assertThat(BY_ACCURACY.decide(accurate("small", 400, 0.961), new Champion.Measured(accurate("big", 200, 0.96))))
                .isEqualTo(new Promote("small at step 400 has accuracy 96.100 %, which is better than the champion's:"
                        + " big at step 200 has accuracy 96.000 %."));
    }

    @Test
    void anEqualCandidateDoesNot() {
        assertThat(BY_ACCURACY.decide(accurate("small", 400, 0.96), new Champion.Measured(accurate("big", 200, 0.96))))
                .isEqualTo(new Hold("small at step 400 has accuracy 96.000 %, which is not better than the champion's:"
                        + " big at step 200 has accuracy 96.000 %."));
    }

    @Test
    void theControlArmIsNeverPromoted() {
        // Given
        var control = score("control", Arm.CONTROL, 400, OptionalDouble.of(0.99), 0.1, 0.9);
        // Then
        assertThat(BY_ACCURACY.decide(control, new Champion.None()))
                .isEqualTo(new Hold("control at step 400 is the control arm, which is measured but never promoted."));
    }

    @Test
    void aMetricOfLabelsHoldsWhereThereAreNone() {
        // Given
        var unlabelled = score("small", 400, OptionalDouble.empty(), 0, 0.9);
        // Then
        assertThat(BY_ACCURACY.decide(unlabelled, new Champion.None()))
                .isEqualTo(new Hold("small at step 400 has no accuracy, because no held-out example is labelled."));
        assertThat(new PromotionRule(Metric.AGREEMENT).decide(unlabelled, new Champion.None()))
                .isInstanceOf(Promote.class);
    }

    @Test
    void aChampionThatCannotBeMeasuredIsNotReplaced() {
        assertThat(BY_ACCURACY.decide(
                        accurate("small", 400, 0.96),
                        new Champion.Unmeasurable("big at step 200", "network.pt is not there")))
                .isEqualTo(new Hold("The champion, big at step 200, cannot be measured any more, so small at step 400"
                        + " is compared with none: network.pt is not there."));
    }

    @Test
    void theSameCheckpointHolds() {
        // Given
        var champion = accurate("small", 400, 0.96);
        // Then
        assertThat(BY_ACCURACY.decide(champion, new Champion.Measured(champion)))
                .isEqualTo(new Hold("small at step 400 is the champion already."));
    }

    @Test
    void aLowerNegativeLogLikelihoodIsBetter() {
        // Given
        var rule = new PromotionRule(Metric.NLL);
        var champion = new Champion.Measured(score("big", 200, OptionalDouble.of(0.9), 0.30, 0.9));
        // Then
        assertThat(rule.decide(score("small", 400, OptionalDouble.of(0.9), 0.29, 0.9), champion))
                .isInstanceOf(Promote.class);
        assertThat(rule.decide(score("small", 400, OptionalDouble.of(0.9), 0.31, 0.9), champion))
                .isInstanceOf(Hold.class);
    }

    @Test
    void whatIsNotANumberIsNotBetter() {
        assertThat(BY_ACCURACY.decide(accurate("small", 400, Double.NaN), new Champion.None()))
                .isEqualTo(new Hold("The accuracy of small at step 400 is not a number."));
    }
}
