package dev.limbeck.student.service;

import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.service.RunStates;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a run's newest state asks of the students of one generation beside what is declared.
 *
 * @param record empty when the run, or the generation, is no longer known
 */
public record Desired(Supplier<Optional<GenerationRecord>> record) {
    /** Nothing beside the declaration. */
    public static final Desired NOTHING = new Desired(Optional::empty);

    static Desired of(RunStates states, Generation generation) {
        return new Desired(() -> states.of(generation.name()).stream()
                .flatMap(state -> state.generations().stream())
                .filter(one -> one.number() == generation.number())
                .findFirst());
    }

    /** May change from one moment to the next. */
    Adjustment adjustment() {
        return record.get().map(GenerationRecord::adjustment).orElse(Adjustment.NONE);
    }

    /** Stays as it is for the generation's life. */
    Optional<Champion> beginsFrom() {
        return record.get().flatMap(GenerationRecord::beginsFrom);
    }
}
