package dev.limbeck.network.objective;

import java.util.List;

/**
 * One part of what a student minimises, and all there is to know of it: what it is called, the lines of the scripted step
 * that compute it, what those lines read, and the same in plain Java and double precision, which metrics are computed by
 * and the engine is held against.
 *
 * <p>A term is a value: two that are equal compute the same.
 */
public interface LossTerm {
    Target target();

    /** What statuses, meters and charts call it; no other term of an objective has it. */
    default String name() {
        return target().term();
    }

    /** What its value is called in the script; no other term of an objective has it. */
    default String variable() {
        return target().variable();
    }

    /** What the script says above its lines: one sentence, with the formula. */
    String comment();

    /**
     * Lines of TorchScript that set {@link #variable()} to one value an example, shape {@code [n]}, from {@code
     * student_logits}, its settings and its tensors. Those of a term with {@linkplain Target#SOFT soft} targets run where
     * the teacher has some weight. Those of one with {@linkplain Target#HARD hard} targets run where some example has a
     * hard label; their value is 0 for one that has none, and {@code known}, shape {@code [n]}, says which those are.
     */
    String script();

    /** What it reads by name. */
    List<TermSetting> settings();

    /** What it reads of a batch. */
    List<StepTensor> tensors();

    /**
     * Of one example.
     *
     * @param student its output
     * @param target the teacher's output, or the hard label as {@link dev.limbeck.contract.task.Task#row} has it
     */
    double value(double[] student, double[] target);

    /** The gradient of {@link #value} with respect to the student's output. */
    double[] gradient(double[] student, double[] target);
}
