package dev.limbeck.local.check;

import java.util.List;

/**
 * All that was looked at, for a person or a program.
 *
 * @param ok whether nothing is wrong
 */
public record Diagnosis(boolean ok, List<Check> checks) {
    public Diagnosis {
        checks = List.copyOf(checks);
    }

    public static Diagnosis of(List<Check> checks) {
        return new Diagnosis(checks.stream().allMatch(Check::ok), checks);
    }
}
