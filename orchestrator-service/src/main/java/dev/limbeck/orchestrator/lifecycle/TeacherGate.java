package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import java.util.Locale;
import java.util.Optional;

/** Whether a generation's teacher is as good as its declaration demands. */
final class TeacherGate {
    private TeacherGate() {}

    static boolean isPassed(GenerationRecord generation) {
        return generation.teacher().isPresent() && shortcoming(generation).isEmpty();
    }

    /** One sentence, if there is one. The generation must have a teacher. */
    static Optional<String> shortcoming(GenerationRecord generation) {
        double demanded = generation.declared().gate().minAccuracy();
        TeacherPublished teacher = generation.teacher().orElseThrow();
        if (demanded <= 0) {
            return Optional.empty();
        }
        if (teacher.accuracy().isEmpty()) {
            return Optional.of("Teacher %s has no accuracy, and the run demands %s: there is no labelled test part."
                    .formatted(teacher.version(), percent(demanded)));
        }
        double accuracy = teacher.accuracy().getAsDouble();
        // Not the same as below: what is not a number does not pass.
        return accuracy >= demanded
                ? Optional.empty()
                : Optional.of("Teacher %s has accuracy %s, and the run demands %s."
                        .formatted(teacher.version(), percent(accuracy), percent(demanded)));
    }

    /** Why a generation's teacher has passed. */
    static String approval(GenerationRecord generation) {
        TeacherPublished teacher = generation.teacher().orElseThrow();
        double demanded = generation.declared().gate().minAccuracy();
        return demanded <= 0
                ? "Nothing is demanded of the teacher."
                : "Teacher %s has accuracy %s, and the run demands %s."
                        .formatted(teacher.version(), percent(teacher.accuracy().orElseThrow()), percent(demanded));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f %%", 100 * share);
    }
}
