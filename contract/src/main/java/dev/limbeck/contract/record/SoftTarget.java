package dev.limbeck.contract.record;

import static java.util.Objects.requireNonNull;

/**
 * The teacher's verdict on one record. Kept as logits, so that the temperature lives in one place: the student.
 *
 * @param teacherVersion which teacher spoke
 * @param logits one raw score a class
 */
public record SoftTarget(String teacherVersion, ClassScores logits) {
    public SoftTarget {
        requireNonNull(teacherVersion, "teacherVersion");
        requireNonNull(logits, "logits");
    }
}
