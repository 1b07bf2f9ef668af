package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Observations;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.run.StudentSpec;

/**
 * Work that fails time after time. Whose work is given up is left out; a run ends when its teacher is, or every student
 * that it could promote.
 */
final class Failing {
    private static final String TEACHER = "teacher";
    private static final String WATCH = "watch";

    private Failing() {}

    static void failed(Draft draft, RunEvent.WorkFailed failed) {
        var observations = draft.generation().observations();
        var failure = new Observations.Failure(failed.reason(), failed.givenUp());
        boolean ofNow = failed.generation() == draft.generation().number()
                && draft.active().needsTeacher()
                && isPart(draft, failed.part());
        boolean known = failure.equals(observations.failures().get(failed.part()))
                || observations.givenUp(failed.part()).isPresent();
        if (!ofNow || known) {
            return;
        }
        draft.generation(draft.generation().observing(observations.with(failed.part(), failure)));
        String what = "%s has failed %d times in a row and is %s: %s"
                .formatted(
                        subject(failed.part()),
                        failed.tries(),
                        failed.givenUp() ? "given up" : "tried again and again",
                        failed.reason());
        if (failed.givenUp()) {
            giveUp(draft, failed.part(), what);
        } else {
            draft.remark(what);
        }
    }

    private static void giveUp(Draft draft, String part, String what) {
        if (part.equals(TEACHER)) {
            Teaching.endGeneration(draft, what);
        } else if (part.equals(WATCH)) {
            draft.remark(what);
        } else if (hasStudentLeft(draft)) {
            draft.remark(what);
            draft.stands(what);
        } else {
            Ending.end(draft, RunPhase.FAILED, "No student is left to be promoted. " + what);
        }
    }

    /** Whoever changes or resumes a run may have mended what failed. */
    static void tryAnew(Draft draft) {
        draft.generation(
                draft.generation().observing(draft.generation().observations().withoutFailures()));
    }

    private static boolean hasStudentLeft(Draft draft) {
        var observations = draft.generation().observations();
        return draft.declaration().spec().students().stream()
                .anyMatch(student -> !student.isControl()
                        && observations.givenUp(student.name()).isEmpty());
    }

    private static boolean isPart(Draft draft, String part) {
        return part.equals(TEACHER)
                || part.equals(WATCH)
                || draft.declaration().spec().students().stream()
                        .map(StudentSpec::name)
                        .anyMatch(part::equals);
    }

    private static String subject(String part) {
        return switch (part) {
            case TEACHER -> "The teacher";
            case WATCH -> "The live watch";
            default -> "Student " + part;
        };
    }
}
