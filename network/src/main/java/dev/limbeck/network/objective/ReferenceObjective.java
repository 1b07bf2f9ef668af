package dev.limbeck.network.objective;

import java.util.Optional;

/**
 * What a student minimises, in plain Java and double precision: metrics are computed by it, and the engine's step is held
 * against it.
 *
 * @param factor times the objective's softTargetWeight, where the hard label is known
 */
public record ReferenceObjective(Objective objective, double factor) {
    public ReferenceObjective(Objective objective) {
        this(objective, 1);
    }

    /**
     * Loss of one example. What has no weight is not looked at.
     *
     * @param student its output
     * @param teacher its output
     * @param label as {@link dev.limbeck.contract.task.Task#row} has it
     */
    public double loss(double[] student, double[] teacher, Optional<double[]> label) {
        double weight = weight(label.isPresent());
        double loss = 0;
        if (weight > 0) {
            for (LossTerm term : objective.terms(Target.SOFT)) {
                loss += weight * term.value(student, teacher);
            }
        }
        if (weight < 1 && label.isPresent()) {
            for (LossTerm term : objective.terms(Target.HARD)) {
                loss += (1 - weight) * term.value(student, label.get());
            }
        }
        return loss;
    }

    /** Its gradient with respect to the student's output. */
    public double[] gradient(double[] student, double[] teacher, Optional<double[]> label) {
        double weight = weight(label.isPresent());
        double[] gradient = new double[student.length];
        if (weight > 0) {
            for (LossTerm term : objective.terms(Target.SOFT)) {
                add(gradient, weight, term.gradient(student, teacher));
            }
        }
        if (weight < 1 && label.isPresent()) {
            for (LossTerm term : objective.terms(Target.HARD)) {
                add(gradient, 1 - weight, term.gradient(student, label.get()));
            }
        }
        return gradient;
    }

    private static void add(double[] sum, double weight, double[] gradient) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * gradient[i];
        }
    }

    private double weight(boolean labelled) {
        return labelled ? objective.softTargetWeight() * factor : objective.softTargetWeight();
    }
}
