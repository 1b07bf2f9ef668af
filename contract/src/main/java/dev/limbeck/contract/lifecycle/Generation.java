package dev.limbeck.contract.lifecycle;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpec;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.topic.RunTopics;

/**
 * One generation of a run: one teacher, and students that learn from it from the beginning. A new teacher or a drift
 * begins another; what earlier ones wrote stays where it is.
 *
 * @param number the first is 1
 */
public record Generation(DistillationRun run, int number) {
    public Generation {
        requireNonNull(run, "run");
        if (number < 1) {
            throw new IllegalArgumentException("generation is " + number + ", allowed is 1 or more");
        }
    }

    public String name() {
        return run.name();
    }

    public RunSpec spec() {
        return run.spec();
    }

    public RunTopics topics() {
        return new RunTopics(run.name(), number);
    }

    /** The topic that a student's examples come from. */
    public String examplesOf(StudentSpec student) {
        return switch (student.learnsFrom()) {
            case STREAM -> topics().examples();
            case LABELLED -> topics().labelled();
        };
    }
}
