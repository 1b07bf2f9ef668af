package dev.limbeck.network.engine;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * How the self-test ended under one instruction set.
 *
 * @param parts in the order of the test, up to the one where it ended
 * @param detail one sentence
 * @param library what the library says of itself, {@code oneDNN 3.7.1} for example; empty if it came to say nothing
 * @param effective what it says it computes with, {@code Intel AVX2} for example; empty if it came to say nothing
 */
public record Attempt(
        InstructionSet instructionSet,
        Outcome outcome,
        List<TestedPart> parts,
        String detail,
        String library,
        String effective) {
    public Attempt {
        parts = List.copyOf(parts);
    }

    /** The ways in which a self-test ends. */
    public enum Outcome {
        RIGHT,
        WRONG,
        CRASHED,
        HUNG
    }

    @JsonIgnore
    public boolean isRight() {
        return outcome == Outcome.RIGHT;
    }

    @Override
    public String toString() {
        return "with %s: %s".formatted(instructionSet, detail);
    }
}
