package dev.limbeck.student.training;

import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.checkpoint.StudentState.Lineage;
import dev.limbeck.contract.checkpoint.TrainedWith;
import dev.limbeck.contract.configuration.ConfigurationDigest;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.run.StudentDeclaration;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.student.checkpoint.ForeignCheckpointException;
import dev.limbeck.student.checkpoint.StudentCheckpoint;

/**
 * What a student's weights follow from beside its steps, and so what a checkpoint must be of for the student to go on
 * from it.
 *
 * @param lineage before the first step
 */
record Origin(String student, ConfigurationDigest declaration, Lineage lineage) {
    static Origin of(Generation generation, StudentSpec spec, String networkDigest, int threads, TrainedWith here) {
        var declaration = StudentDeclaration.of(generation.spec(), spec).digest();
        var lineage = new Lineage(networkDigest, declaration.value(), "", 0, threads).under(here, 0);
        return new Origin(spec.name(), declaration, lineage);
    }

    boolean isDeclaredAs(StudentState saved) {
        return declaration.matches(saved.lineage().configurationDigest());
    }

    /** @throws ForeignCheckpointException when it is of another origin */
    void requireOwn(StudentCheckpoint checkpoint) {
        var saved = checkpoint.state().lineage();
        if (!saved.networkDigest().equals(lineage.networkDigest())) {
            throw new ForeignCheckpointException(
                    ("checkpoint %s is of network %s, the run declares %s for student %s; give the student another name "
                                    + "or start the run afresh")
                            .formatted(
                                    checkpoint.checkpointId(),
                                    saved.networkDigest(),
                                    lineage.networkDigest(),
                                    student));
        }
        if (!isDeclaredAs(checkpoint.state())) {
            throw new ForeignCheckpointException(
                    ("checkpoint %s was trained under another declaration of student %s (its settings, the input, the "
                                    + "held-out fraction or the deduplication window); declare it as it was, give the "
                                    + "student another name, or start the run afresh")
                            .formatted(checkpoint.checkpointId(), student));
        }
        if (saved.threads() != lineage.threads()) {
            throw new ForeignCheckpointException(
                    "checkpoint %s was trained with %d threads, this process has %d, which gives other weights; set limbeck.threads to %d"
                            .formatted(checkpoint.checkpointId(), saved.threads(), lineage.threads(), saved.threads()));
        }
    }

    /** Trained with something else than before, it goes on: but from here on only, the same steps give these weights. */
    Lineage goingOnFrom(StudentCheckpoint checkpoint) {
        var state = checkpoint.state();
        var child = state.lineage().childOf(checkpoint.checkpointId()).declaredAs(declaration.value());
        return lineage.trainedWith()
                .map(here -> child.under(here, state.position().batches()))
                .orElse(child);
    }
}
