package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.RunEvent.TeacherCaughtUp;
import dev.limbeck.contract.lifecycle.RunEvent.TeacherFellBehind;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.run.TeacherGuardSpec;
import dev.limbeck.contract.task.Task;
import dev.limbeck.orchestrator.gate.Wording;
import java.util.Locale;

/**
 * A teacher that is not right often enough any more. As long as it is so, nothing is promoted: what agrees with such a
 * teacher is no better for it.
 */
final class Guarding {
    private Guarding() {}

    static void fellBehind(Draft draft, TeacherFellBehind behind) {
        if (!isOfNow(draft, behind.generation(), behind.version())
                || !draft.active().isDistilling()) {
            return;
        }
        var action = draft.declaration().spec().watch().teacher().action();
        if (draft.teacherBehind().isPresent()) {
            if (action == TeacherGuardSpec.Action.LOWER_WEIGHT) {
                lowerFurther(draft, behind);
            }
            return;
        }
        String why = describe(draft.declaration().spec().signature().task(), behind);
        draft.teacherFellBehind(why);
        switch (action) {
            case LOWER_WEIGHT -> {
                double factor = remainingSkill(draft, behind);
                weigh(draft, factor);
                draft.remark(why
                        + String.format(
                                Locale.ROOT,
                                " Nothing is promoted until it has caught up, and its soft targets weigh %.3f of what is declared.",
                                factor));
            }
            case PAUSE -> {
                if (draft.phase() == RunPhase.PAUSED) {
                    draft.remark(why + " Nothing is promoted until it has caught up.");
                } else {
                    draft.pause(why + " Nothing is promoted until it has caught up, and the run is paused.");
                }
            }
            case NOTIFY -> draft.remark(why + " Nothing is promoted until it has caught up.");
        }
    }

    private static void lowerFurther(Draft draft, TeacherFellBehind behind) {
        double factor = remainingSkill(draft, behind);
        if (factor < draft.generation().adjustment().softTargetWeightFactor()) {
            weigh(draft, factor);
            draft.remark(describe(draft.declaration().spec().signature().task(), behind)
                    + String.format(Locale.ROOT, " Its soft targets weigh %.3f of what is declared.", factor));
        }
    }

    static void caughtUp(Draft draft, TeacherCaughtUp caughtUp) {
        if (isOfNow(draft, caughtUp.generation(), caughtUp.version())
                && draft.teacherBehind().isPresent()) {
            draft.teacherCaughtUp();
            weigh(draft, Adjustment.NONE.softTargetWeightFactor());
            draft.remark(String.format(
                    Locale.ROOT,
                    "Teacher %s has caught up: it %s of the newest %d labelled examples. Candidates are promoted again%s.",
                    caughtUp.version(),
                    does(draft.declaration().spec().signature().task(), caughtUp.accuracy()),
                    caughtUp.examples(),
                    draft.phase() == RunPhase.PAUSED ? " once the run is resumed" : ""));
        }
    }

    private static boolean isOfNow(Draft draft, int generation, String version) {
        return generation == draft.generation().number()
                && draft.generation()
                        .teacher()
                        .filter(teacher -> teacher.version().equals(version))
                        .isPresent();
    }

    /**
     * How much is left of what the teacher knew beyond guessing, (a − c) / (e − c), in [0, 1]: nothing of a teacher that is
     * as good as chance, c, all of one that is as good as expected. Correction for chance as in J. Cohen, "A
     * coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960), 37–46,
     * doi:10.1177/001316446002000104.
     */
    static double remainingSkill(double accuracy, double expected, double chance) {
        if (expected <= chance) {
            return 0;
        }
        return Math.max(0, Math.min(1, (accuracy - chance) / (expected - chance)));
    }

    private static double remainingSkill(Draft draft, TeacherFellBehind behind) {
        return remainingSkill(
                behind.accuracy(),
                behind.expected(),
                draft.declaration().spec().signature().task().chance());
    }

    private static void weigh(Draft draft, double factor) {
        var generation = draft.generation();
        draft.generation(generation.adjusted(
                new Adjustment(factor, generation.adjustment().learningRateFactor())));
    }

    private static String describe(Task task, TeacherFellBehind behind) {
        return String.format(
                Locale.ROOT,
                "Teacher %s fell behind: it %s of the newest %d labelled examples, and %s of the held-out set%s.",
                behind.version(),
                does(task, behind.accuracy()),
                behind.examples(),
                value(task, behind.expected()),
                Double.isNaN(behind.calibrationError())
                        ? ""
                        : String.format(Locale.ROOT, " (calibration error %.4f)", behind.calibrationError()));
    }

    private static String does(Task task, double value) {
        return task.marks() == 1
                ? "is right on " + value(task, value)
                : "has %s %s".formatted(Wording.title(task.judged()), value(task, value));
    }

    /** As the rules have said it from the first, in hundredths of a percent. */
    private static String value(Task task, double value) {
        return task.judged().unit() == Metric.Unit.SHARE
                ? String.format(Locale.ROOT, "%.2f %%", 100 * value)
                : Wording.value(task.judged(), value);
    }
}
