package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.Comparison.ByRecord;
import dev.limbeck.contract.event.Evidence.PairedTest;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.PairedDifferences;
import dev.limbeck.contract.event.Reference;
import java.util.Optional;

/**
 * Two networks on the examples that a reference can judge; there may be none.
 *
 * @param counts where networks are right or wrong: what the differences are of
 */
record Pairing(PairedDifferences differences, Optional<PairedCounts> counts) {
    static Pairing of(Comparison comparison, Reference reference) {
        return comparison
                .byRecord()
                .map(values -> new Pairing(differences(values, reference), Optional.empty()))
                .orElseGet(() -> of(counts(comparison, reference)));
    }

    static Pairing of(PairedTest done) {
        return done.counts()
                .map(Pairing::of)
                .orElseGet(() -> new Pairing(done.differences().orElseThrow(), Optional.empty()));
    }

    private static Pairing of(PairedCounts counts) {
        return new Pairing(PairedDifferences.of(counts), Optional.of(counts));
    }

    private static PairedDifferences differences(ByRecord values, Reference reference) {
        return switch (reference) {
            case HARD_LABEL -> values.byHardLabel().orElse(PairedDifferences.of(PairedCounts.NONE));
            case TEACHER -> values.byTeacher();
        };
    }

    private static PairedCounts counts(Comparison comparison, Reference reference) {
        return switch (reference) {
            case HARD_LABEL -> comparison.byHardLabel().orElse(PairedCounts.NONE);
            case TEACHER -> comparison.byTeacher();
        };
    }

    long examples() {
        return differences.examples();
    }
}
