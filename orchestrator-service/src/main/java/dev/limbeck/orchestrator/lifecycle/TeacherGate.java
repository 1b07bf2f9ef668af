package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.metric.Bound;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.run.PromotionSpec.MetricGuard;
import dev.limbeck.contract.task.Task;
import dev.limbeck.orchestrator.gate.Wording;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a generation's teacher is as good as its declaration demands. */
record TeacherGate(Task task, GenerationRecord generation) {
    boolean isPassed() {
        return generation.teacher().isPresent() && shortcoming().isEmpty();
    }

    /** One sentence, if there is one. The generation must have a teacher. */
    Optional<String> shortcoming() {
        return demands().stream()
                // Not the same as beyond a bound: what is not a number does not pass.
                .filter(demand -> !demand.bound()
                        .holds(teacher().metric(task, demand.metric()).orElse(Double.NaN)))
                .map(this::sentence)
                .findFirst();
    }

    /** Why the generation's teacher has passed. */
    String approval() {
        return demands().isEmpty()
                ? "Nothing is demanded of the teacher."
                : demands().stream().map(this::sentence).collect(Collectors.joining(" "));
    }

    private List<MetricGuard> demands() {
        return generation.declared().gate().demands(task);
    }

    private TeacherPublished teacher() {
        return generation.teacher().orElseThrow();
    }

    /** A least alone is said without the word, as the rules have said it from the first. */
    private static String demanded(Metric metric, Bound bound) {
        return bound.max().isEmpty()
                ? Wording.value(metric, bound.min().orElseThrow())
                : Wording.allowed(metric, bound);
    }

    private String sentence(MetricGuard demand) {
        Metric metric = task.metric(demand.metric());
        String demanded = demanded(metric, demand.bound());
        var value = teacher().metric(task, demand.metric());
        return value.isEmpty()
                ? "Teacher %s has no %s, and the run demands %s: there is no labelled test part."
                        .formatted(teacher().version(), Wording.title(metric), demanded)
                : "Teacher %s has %s %s, and the run demands %s."
                        .formatted(
                                teacher().version(),
                                Wording.title(metric),
                                Wording.value(metric, value.getAsDouble()),
                                demanded);
    }
}
