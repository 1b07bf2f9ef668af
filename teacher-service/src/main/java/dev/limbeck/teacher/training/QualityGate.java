package dev.limbeck.teacher.training;

import dev.limbeck.contract.run.TeacherSpec;
import java.util.Locale;
import java.util.OptionalDouble;

/** Keeps a teacher that is not as good as declared from teaching. */
record QualityGate(TeacherSpec.Gate gate) {
    /** @throws BelowDeclaredQualityException when the teacher's accuracy is too low, or needed and unknown */
    void check(String network, OptionalDouble accuracy) {
        if (gate.minAccuracy() == 0) {
            return;
        }
        if (accuracy.isEmpty()) {
            throw new BelowDeclaredQualityException(
                    ("teacher %s cannot be measured: spec.teacher.gate.minAccuracy is %s,"
                                    + " but no labelled set is declared; give spec.evaluation.heldOut.dataset")
                            .formatted(network, gate.minAccuracy()));
        }
        if (accuracy.getAsDouble() < gate.minAccuracy()) {
            throw new BelowDeclaredQualityException(String.format(
                    Locale.ROOT,
                    "teacher %s has accuracy %.4f on the test part, below the declared spec.teacher.gate.minAccuracy %s",
                    network,
                    accuracy.getAsDouble(),
                    gate.minAccuracy()));
        }
    }
}
