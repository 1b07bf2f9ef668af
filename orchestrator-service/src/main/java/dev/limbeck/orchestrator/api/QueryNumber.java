package dev.limbeck.orchestrator.api;

import dev.limbeck.orchestrator.api.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** A whole number in a query, checked here because JAX-RS answers a wrong one with 404. */
record QueryNumber(String name, long otherwise, long least, long most) {
    static QueryNumber limit(int otherwise) {
        return new QueryNumber("limit", otherwise, 1, 1000);
    }

    long of(@Nullable String value) {
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // The same answer as for a number out of range.
        }
        throw Refusal.badValue(
                name,
                value,
                most == Long.MAX_VALUE
                        ? "a whole number of %d or more".formatted(least)
                        : "a whole number from %d to %d".formatted(least, most));
    }
}
