package dev.limbeck.evaluator.status;

import dev.limbeck.contract.event.PromotionDecision.Promote;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.evaluator.evaluation.HeldOut;
import dev.limbeck.evaluator.evaluation.Outcome.Evaluated;
import dev.limbeck.evaluator.evaluation.Scoreboard;
import dev.limbeck.evaluator.evaluation.SkipReason;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The evaluator's metrics. Gauges read the scoreboard, so they are right from the start, not from the first report. */
@Singleton
public class EvaluatorMeters {
    private final MeterRegistry registry;
    private final Tags tags;

    EvaluatorMeters(MeterRegistry registry, DistillationRun run, Scoreboard scoreboard, HeldOut heldOut) {
        this.registry = registry;
        this.tags = Tags.of("run", run.name(), "stage", "evaluator");
        for (var student : run.spec().students()) {
            String name = student.name();
            gauge("limbeck.student.accuracy", name, () -> scoreboard.latest(name), Score::accuracy);
            gauge(
                    "limbeck.teacher.agreement",
                    name,
                    () -> scoreboard.latest(name),
                    score -> OptionalDouble.of(score.teacherAgreement()));
            registry.counter("limbeck.evaluations", of(name));
            registry.counter("limbeck.promotions", of(name));
        }
        gauge("limbeck.teacher.accuracy", "", scoreboard::teacher, Score::accuracy);
        Gauge.builder("limbeck.heldout.examples", heldOut, held -> held.collector()
                        .size())
                .tags(of(""))
                .register(registry);
    }

    public void evaluated(Evaluated evaluated) {
        var tagsOfStudent = of(evaluated.report().candidate().name());
        registry.counter("limbeck.evaluations", tagsOfStudent).increment();
        registry.timer("limbeck.evaluation.duration", tagsOfStudent).record(evaluated.took());
        if (evaluated.report().decision() instanceof Promote) {
            registry.counter("limbeck.promotions", tagsOfStudent).increment();
        }
    }

    public void skipped(String student, SkipReason reason) {
        registry.counter("limbeck.checkpoints.skipped", of(student).and("reason", reason.tag()))
                .increment();
    }

    /** Prometheus wants the same tags on every meter of a name: an empty student where there is none. */
    private Tags of(String student) {
        return tags.and("student", student);
    }

    private void gauge(
            String name,
            String student,
            java.util.function.Supplier<Optional<Score>> score,
            Function<Score, OptionalDouble> value) {
        Gauge.builder(name, () -> score.get()
                        .map(value)
                        .orElseGet(OptionalDouble::empty)
                        .orElse(Double.NaN))
                .tags(of(student))
                .register(registry);
    }
}
