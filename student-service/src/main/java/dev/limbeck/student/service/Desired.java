package dev.limbeck.student.service;

import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.service.RunStates;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a run's newest state asks of the students of one generation beside what is declared.
 *
 * @param run empty when it is no longer known
 * @param generation its number
 */
public record Desired(Supplier<Optional<RunState>> run, int generation) {
    /** Nothing beside the declaration. */
    public static final Desired NOTHING = new Desired(Optional::empty, 1);

    static Desired of(RunStates states, Generation generation) {
        return new Desired(() -> states.of(generation.name()), generation.number());
    }

    /** May change from one moment to the next. */
    Adjustment adjustment() {
        return record().map(GenerationRecord::adjustment).orElse(Adjustment.NONE);
    }

    /** Stays as it is for the generation's life. */
    Optional<Champion> beginsFrom() {
        return record().flatMap(GenerationRecord::beginsFrom);
    }

    Unanswered unanswered(String student) {
        return new Unanswered(run, generation, student);
    }

    /** Whether all is labelled that ever will be for this generation. */
    boolean noneToCome() {
        return run.get()
                .filter(state -> state.currentGeneration().number() == generation)
                .filter(state -> state.phase() == RunPhase.DRAINING && state.sourceDrained())
                .isPresent();
    }

    /** Empty when the run, or the generation, is no longer known. */
    private Optional<GenerationRecord> record() {
        return run.get().flatMap(state -> state.generations().stream()
                .filter(one -> one.number() == generation)
                .findFirst());
    }
}
