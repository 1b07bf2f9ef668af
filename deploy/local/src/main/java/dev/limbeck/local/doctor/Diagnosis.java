package dev.limbeck.local.doctor;

import java.util.List;

/**
 * What was looked at, for a person or a program.
 *
 * @param ok whether nothing would give wrong results, or fail to start
 */
public record Diagnosis(boolean ok, List<Check> checks) {
    public Diagnosis {
        checks = List.copyOf(checks);
    }

    public static Diagnosis of(List<Check> checks) {
        return new Diagnosis(checks.stream().allMatch(Check::ok), checks);
    }

    /** @param detail one sentence, or what was found */
    public record Check(String name, boolean ok, String detail) {}
}
