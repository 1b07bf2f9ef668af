package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.run.StudentSpec;
import java.time.Instant;

/**
 * A learning rate that is raised after a drift, for as long as it takes: until a student is promoted, which shows that
 * students have caught up, or until every student of the stream has written some checkpoints since.
 */
final class LargerSteps {
    static final int CHECKPOINTS = 5;

    private LargerSteps() {}

    static void begin(Draft draft, double factor, String why) {
        adjust(draft, factor);
        draft.remark(
                "%s Students take steps %s times as large, until one is promoted or each has written %d checkpoints."
                        .formatted(why, factor, CHECKPOINTS));
    }

    static void promoted(Draft draft) {
        if (areTaken(draft)) {
            end(draft, "A student was promoted since the drift");
        }
    }

    static void announced(Draft draft) {
        if (areTaken(draft) && haveAllWritten(draft)) {
            end(draft, "Every student has written %d checkpoints since the drift".formatted(CHECKPOINTS));
        }
    }

    private static boolean areTaken(Draft draft) {
        return draft.generation().adjustment().learningRateFactor() != Adjustment.NONE.learningRateFactor();
    }

    private static void end(Draft draft, String why) {
        adjust(draft, Adjustment.NONE.learningRateFactor());
        draft.remark(why + ", so students take steps of the declared size again.");
    }

    private static void adjust(Draft draft, double factor) {
        var generation = draft.generation();
        draft.generation(
                generation.adjusted(new Adjustment(generation.adjustment().softTargetWeightFactor(), factor)));
    }

    private static boolean haveAllWritten(Draft draft) {
        var since = draft.generation()
                .observations()
                .lastFollowed()
                .map(drift -> drift.detected().at())
                .orElse(Instant.MIN);
        return draft.declaration().spec().students().stream()
                .filter(student -> student.learnsFrom() == StudentSpec.LearnsFrom.STREAM)
                .allMatch(student -> written(draft, student.name(), since) >= CHECKPOINTS);
    }

    private static long written(Draft draft, String student, Instant since) {
        return draft.candidates().stream()
                .map(Candidate::checkpoint)
                .filter(one -> one.student().equals(student)
                        && one.generation() == draft.generation().number()
                        && one.announcedAt().isAfter(since))
                .count();
    }
}
