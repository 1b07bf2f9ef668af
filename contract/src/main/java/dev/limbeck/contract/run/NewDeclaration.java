package dev.limbeck.contract.run;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.field.InvalidField;
import dev.limbeck.contract.signature.DeclaredSignature;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.task.Task;
import java.util.List;

/**
 * What is asked of a run that is declared now, beyond what the specs' own constructors ask. They read what was declared
 * before, too, and a run of then has to be readable for ever.
 */
final class NewDeclaration {
    /** Below, the soft part's gradient has no digits left in 32 bits. */
    private static final double LOWEST_TEMPERATURE = 1e-6;

    private NewDeclaration() {}

    /** @throws InvalidRunSpecException with path, value and what is allowed */
    static DistillationRun require(DistillationRun run) {
        List<StudentSpec> students = run.spec().students();
        for (int i = 0; i < students.size(); i++) {
            requireTemperature(
                    "spec.students[%d].objective.temperature".formatted(i),
                    students.get(i).objective().temperature(),
                    run.spec().signature().task());
        }
        String path = DeclaredSignature.of(run.spec().signature()).input() == null ? "spec.inputs.%s" : "spec.%s";
        run.spec().signature().inputs().forEach((name, input) -> {
            requireNormalisation(path.formatted(name), input.normalisation());
            requireReachable(path.formatted(name), input);
        });
        requireSource(run.spec().source());
        requireRoom(run.spec());
        return run;
    }

    /** The default is as good as none: whether it was said nobody knows any more. */
    private static void requireTemperature(String path, double temperature, Task task) {
        if (task.hasTemperature()) {
            require(temperature >= LOWEST_TEMPERATURE, path, temperature, "0.000001 to 1000");
        } else {
            require(
                    temperature == ObjectiveSpec.DEFAULT.temperature(),
                    path,
                    temperature,
                    "none: with %s there is nothing to soften".formatted(task.outputs()));
        }
    }

    private static void requireNormalisation(String path, Normalisation normalisation) {
        for (double mean : normalisation.mean()) {
            require(Float.isFinite((float) mean), path + ".normalisation.mean", mean, "what 32 bits hold");
        }
        for (double std : normalisation.std()) {
            boolean divides = (float) std >= Float.MIN_NORMAL && Float.isFinite((float) std);
            require(divides, path + ".normalisation.std", std, "above 0, and what 32 bits hold");
        }
    }

    /** No record is as long as a bound that has no room in a message, and room would be kept for it all the same. */
    private static void requireReachable(String path, InputDeclaration input) {
        if (input.varies() && input.leastBytes() > RecordCodec.MAX_RECORD_BYTES) {
            throw new InvalidRunSpecException(
                    path + ".shape",
                    "is %s, which is up to %d bytes; allowed is what a record has room for, %d"
                            .formatted(input.declaredShape(), input.leastBytes(), RecordCodec.MAX_RECORD_BYTES),
                    new IllegalArgumentException());
        }
    }

    private static void requireSource(SourceSpec source) {
        try {
            source.requireOfOthers();
        } catch (InvalidField invalid) {
            throw new InvalidRunSpecException(
                    "spec.source." + invalid.field(),
                    "is %s, allowed is %s".formatted(invalid.found(), invalid.allowed()),
                    invalid);
        }
    }

    private static void requireRoom(RunSpec spec) {
        Task task = spec.signature().task();
        int wanted = spec.evaluation().heldOut().maxExamples();
        int most = EvaluationSpec.HeldOut.mostOf(task);
        if (wanted > most) {
            throw new InvalidRunSpecException(
                    "spec.evaluation.heldOut.maxExamples",
                    "is %d, allowed is minExamples to %d with %s: an evaluator keeps a number of each for every example"
                            .formatted(wanted, most, task.outputs()),
                    new IllegalArgumentException());
        }
    }

    private static void require(boolean holds, String path, double found, String allowed) {
        if (!holds) {
            throw new InvalidRunSpecException(
                    path, "is %s, allowed is %s".formatted(found, allowed), new IllegalArgumentException(path));
        }
    }
}
