package dev.limbeck.network.objective;

import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.contract.task.MultiLabel;
import dev.limbeck.contract.task.Ranking;
import dev.limbeck.contract.task.Regression;
import dev.limbeck.contract.task.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a student minimises: {@code w·(terms with soft targets) + (1−w)·(terms with hard labels)}, mean over the
 * mini-batch. An example without a hard label has the former alone, with the weight they have anyway.
 *
 * @param softTargetWeight <i>w</i>, in [0, 1]
 * @param terms with distinct names; at least one of either target
 */
public record Objective(double softTargetWeight, List<LossTerm> terms) {
    private static final Kinds<Task, Function<ObjectiveSpec, Objective>> BY_TASK =
            Kinds.<Task, Function<ObjectiveSpec, Objective>>of(Task.class)
                    .when(Classification.class, task -> Objective::ofClasses)
                    .when(Regression.class, task -> spec -> ofValues(spec.softTargetWeight(), task.cap()))
                    .when(MultiLabel.class, task -> Objective::ofLabels)
                    .when(Ranking.class, task -> Objective::ofLabels)
                    .all();

    /** @throws IllegalArgumentException when terms have one name, or there is none of some target */
    public Objective {
        terms = List.copyOf(terms);
        var names = new HashSet<String>();
        for (LossTerm term : terms) {
            if (!names.add(term.name()) || !names.add(term.variable())) {
                throw new IllegalArgumentException("two terms of an objective are called " + term.name());
            }
        }
        for (Target target : Target.values()) {
            if (terms.stream().noneMatch(term -> term.target() == target)) {
                throw new IllegalArgumentException("an objective needs a term called " + target.term());
            }
        }
    }

    /** What a declaration means for a task. */
    public static Objective of(Task task, ObjectiveSpec spec) {
        return BY_TASK.of(task).apply(spec);
    }

    /** One class out of several is right. */
    public static Objective ofClasses(ObjectiveSpec spec) {
        return new Objective(
                spec.softTargetWeight(), List.of(new ClassDivergence(spec.temperature()), new ClassCrossEntropy()));
    }

    /** Any of several labels are right; of one label, it is so or not, as a click is. */
    public static Objective ofLabels(ObjectiveSpec spec) {
        return new Objective(
                spec.softTargetWeight(), List.of(new BinaryDivergence(spec.temperature()), new BinaryCrossEntropy()));
    }

    /**
     * Numbers are right.
     *
     * @param scale of each: how large an error counts as 1
     */
    public static Objective ofValues(double softTargetWeight, List<Double> scale) {
        return new Objective(
                softTargetWeight, List.of(new SquaredError(Target.SOFT, scale), new SquaredError(Target.HARD, scale)));
    }

    /** What the script is told of it: the weight, and what each term reads. */
    public List<TermSetting> settings() {
        var settings = new ArrayList<TermSetting>();
        Stream.concat(
                        Stream.of(new TermSetting("soft_target_weight", softTargetWeight)),
                        terms.stream().flatMap(term -> term.settings().stream()))
                .forEach(setting -> add(settings, setting));
        return settings;
    }

    private static void add(List<TermSetting> settings, TermSetting setting) {
        for (TermSetting one : settings) {
            if (one.name().equals(setting.name()) && !one.equals(setting)) {
                throw new IllegalArgumentException("%s is %s for one term of an objective, and %s for another"
                        .formatted(setting.name(), one.value(), setting.value()));
            }
        }
        if (!settings.contains(setting)) {
            settings.add(setting);
        }
    }

    /** What the script is given of a batch. */
    public List<StepTensor> tensors() {
        return terms.stream()
                .flatMap(term -> term.tensors().stream())
                .distinct()
                .toList();
    }

    List<LossTerm> terms(Target target) {
        return terms.stream().filter(term -> term.target() == target).toList();
    }
}
