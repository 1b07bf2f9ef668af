package dev.limbeck.evaluator.promotion;

import dev.limbeck.contract.event.Score;
import java.util.Optional;

/** Whom a candidate has to beat. */
public sealed interface Champion {

    /** Nobody yet. */
    record None() implements Champion {}

    /** Measured on the candidate's own held-out set. */
    record Measured(Score score) implements Champion {}

    /**
     * There is one, but it cannot be measured any more. That is damage, for a person to look at: it is no reason to
     * put the next best in its place.
     *
     * @param name as in a sentence
     * @param defect what is wrong with it
     */
    record Unmeasurable(String name, String defect) implements Champion {}

    /** As it stands in a report: empty also where it cannot be measured. */
    default Optional<Score> measured() {
        return this instanceof Measured measured ? Optional.of(measured.score()) : Optional.empty();
    }
}
