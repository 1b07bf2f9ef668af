package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Evidence;
import dev.limbeck.contract.event.PromotionDecision;
import dev.limbeck.contract.event.PromotionDecision.Hold;
import dev.limbeck.contract.event.PromotionDecision.Promote;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.run.PromotionSpec.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Promotes a candidate that is strictly better than the champion on one metric, both measured on the same set. */
public record PromotionRule(Metric metric) {
    private static final Evidence NONE = new Evidence("", Optional.empty(), List.of());

    /**
     * @param report on a candidate, beside the champion as it is now
     * @param hasChampion whether there is one
     */
    public PromotionDecision decide(EvaluationReport report, boolean hasChampion) {
        Score candidate = report.candidate();
        if (candidate.arm() == Score.Arm.CONTROL) {
            return new Hold(
                    "%s is the control arm, which is measured but never promoted.".formatted(describe(candidate)),
                    NONE);
        }
        var value = valueOf(candidate);
        if (value.isEmpty()) {
            return new Hold(
                    "%s has no %s, because no held-out example is labelled.".formatted(describe(candidate), wordFor()),
                    NONE);
        }
        if (Double.isNaN(value.getAsDouble())) {
            return new Hold("The %s of %s is not a number.".formatted(wordFor(), describe(candidate)), NONE);
        }
        if (report.champion().isPresent()) {
            return against(candidate, value.getAsDouble(), report.champion().get());
        }
        if (hasChampion) {
            return new Hold(
                    "The champion cannot be measured any more, so %s is compared with none: %s."
                            .formatted(
                                    describe(candidate), report.championDefect().orElse("it is not there")),
                    NONE);
        }
        return new Promote(
                "%s has %s and is the first champion.".formatted(describe(candidate), measured(value.getAsDouble())),
                NONE);
    }

    private PromotionDecision against(Score candidate, double value, Score champion) {
        var championValue = valueOf(champion);
        if (championValue.isEmpty()) {
            return new Hold(
                    "The champion, %s, has no %s to compare with.".formatted(describe(champion), wordFor()), NONE);
        }
        boolean better = isBetter(value, championValue.getAsDouble());
        String sentence = "%s has %s, which is %s than the champion's: %s has %s."
                .formatted(
                        describe(candidate),
                        measured(value),
                        better ? "better" : "not better",
                        describe(champion),
                        measured(championValue.getAsDouble()));
        return better ? new Promote(sentence, NONE) : new Hold(sentence, NONE);
    }

    private boolean isBetter(double value, double championValue) {
        return switch (metric) {
            case ACCURACY, AGREEMENT -> value > championValue;
        };
    }

    private OptionalDouble valueOf(Score score) {
        return switch (metric) {
            case ACCURACY -> score.accuracy();
            case AGREEMENT -> OptionalDouble.of(score.teacherAgreement());
        };
    }

    private String measured(double value) {
        return switch (metric) {
            case ACCURACY, AGREEMENT -> String.format(Locale.ROOT, "%s %.3f %%", wordFor(), 100 * value);
        };
    }

    private String wordFor() {
        return switch (metric) {
            case ACCURACY -> "accuracy";
            case AGREEMENT -> "teacher agreement";
        };
    }

    private static String describe(Score score) {
        return "%s at step %d".formatted(score.name(), score.step());
    }
}
