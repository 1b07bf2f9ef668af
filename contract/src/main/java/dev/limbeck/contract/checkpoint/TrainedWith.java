package dev.limbeck.contract.checkpoint;

import dev.limbeck.contract.artifact.Arithmetic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that turns a mini-batch into new weights, beside the student's declaration. With another the same steps may give
 * other weights.
 *
 * @param program SHA-256 of the step program, without what is filled in of the network
 */
public record TrainedWith(Arithmetic arithmetic, String program) {
    /** The program of the releases that named their arithmetic, but not yet their program. */
    public static final String FIRST_STEP_PROGRAM = "1b80507054378dde9001ec8ad2e1e67c22c572e5374c46d8d921d843b2c672a0";

    /**
     * Why the same steps give other weights here.
     *
     * @return empty where another processor is all that may make a difference
     */
    public Optional<String> otherCode(TrainedWith here) {
        var differences = new ArrayList<String>();
        compare("engine", arithmetic.engine(), here.arithmetic.engine(), differences);
        compare("library", arithmetic.library(), here.arithmetic.library(), differences);
        compare("instruction set", arithmetic.instructionSet(), here.arithmetic.instructionSet(), differences);
        compare("step program", program, here.program, differences);
        return differences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", differences));
    }

    private static void compare(String part, String then, String here, List<String> differences) {
        if (!then.equals(here)) {
            differences.add("its %s was %s, here it is %s".formatted(part, then, here));
        }
    }

    @Override
    public String toString() {
        return "%s, step program %s".formatted(arithmetic, program);
    }
}
