package dev.limbeck.contract.record;

import static java.util.Objects.requireNonNull;

/**
 * What a teacher says of one record. Of classes it is kept as logits, so that the temperature lives in one place: the
 * student.
 *
 * @param teacherVersion which teacher spoke
 * @param output as its network gives it
 */
public record SoftTarget(String teacherVersion, Output output) {
    public SoftTarget {
        requireNonNull(teacherVersion, "teacherVersion");
        requireNonNull(output, "output");
    }
}
