package dev.limbeck.work;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.lifecycle.Generation;

/**
 * A part of a run that a process is to work on. Under another declaration or in another generation it is other work: the
 * one ends before the other begins.
 *
 * @param part {@code teacher} or the student's name
 */
public record Assignment(Generation generation, String part) {
    public Assignment {
        requireNonNull(generation, "generation");
        requireNonNull(part, "part");
    }

    public String run() {
        return generation.name();
    }

    /** As threads and log lines call it. */
    public String label() {
        return "%s.g%d.%s".formatted(run(), generation.number(), part);
    }

    Slot slot() {
        return new Slot(run(), part);
    }

    /** What is worked on by one at a time. */
    record Slot(String run, String part) {}
}
