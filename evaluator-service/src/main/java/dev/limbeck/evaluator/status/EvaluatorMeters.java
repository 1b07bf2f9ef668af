package dev.limbeck.evaluator.status;

import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunOrder.PointChampion;
import dev.limbeck.contract.lifecycle.RunOrder.Promote;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.evaluator.admission.Objection;
import dev.limbeck.evaluator.evaluation.Outcome.Measured;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** The evaluator's metrics and scoreboards, as long as their run is worked on. */
@Singleton
public class EvaluatorMeters {
    private static final String HELD_OUT = "limbeck.heldout.examples";
    private static final String METRIC = "limbeck.student.metric";

    private final MeterRegistry registry;
    private final Scoreboards scoreboards;

    EvaluatorMeters(MeterRegistry registry, Scoreboards scoreboards) {
        this.registry = registry;
        this.scoreboards = scoreboards;
    }

    /** Shows the run's students from the start, not from the first report, and the newest generation's held-out set. */
    public void follow(Generation generation, Supplier<Number> heldOutExamples) {
        String run = generation.name();
        var metrics = generation.spec().signature().task().metrics();
        Metric judged = generation.spec().signature().task().judged();
        for (var student : generation.spec().students()) {
            String name = student.name();
            gauge(
                    "limbeck.student.accuracy",
                    run,
                    name,
                    () -> scoreboards.of(run).latest(name),
                    judged);
            gauge(
                    "limbeck.teacher.agreement",
                    run,
                    name,
                    () -> scoreboards.of(run).latest(name),
                    Metric.TEACHER_AGREEMENT);
            metrics.forEach(metric -> gauge(
                    METRIC,
                    of(run, name).and("metric", metric.name()),
                    () -> scoreboards.of(run).latest(name),
                    metric));
            registry.counter("limbeck.evaluations", of(run, name));
            registry.counter("limbeck.promotions", of(run, name));
        }
        gauge("limbeck.teacher.accuracy", run, "", () -> scoreboards.of(run).teacher(), judged);
        registry.find(HELD_OUT).tags("run", run).meters().forEach(registry::remove);
        Gauge.builder(HELD_OUT, heldOutExamples).tags(of(run, "")).register(registry);
    }

    /** A run that has ended is shown no longer. */
    public void forget(String run) {
        registry.getMeters().stream()
                .filter(meter -> run.equals(meter.getId().getTag("run")))
                .forEach(registry::remove);
        scoreboards.forget(run);
    }

    public void measured(Measured measured) {
        var report = measured.report();
        var tags = of(report.run(), report.candidate().name());
        registry.counter("limbeck.evaluations", tags).increment();
        registry.timer("limbeck.evaluation.duration", tags).record(measured.took());
        scoreboards.of(report.run()).measured(report);
    }

    public void promoted(Promote order) {
        registry.counter("limbeck.promotions", of(order.run(), order.candidate().student()))
                .increment();
        scoreboards.of(order.run()).champion(order.report().candidate());
    }

    public void pointed(PointChampion order) {
        scoreboards.of(order.run()).champion(order.champion().score());
    }

    public void refused(String run, Objection.Reason reason) {
        registry.counter("limbeck.orders.refused", of(run, "").and("reason", reason.tag()))
                .increment();
    }

    public void failed(String run) {
        registry.counter("limbeck.orders.failed", of(run, "")).increment();
    }

    /** Prometheus wants the same tags on every meter of a name: an empty student where there is none. */
    private static Tags of(String run, String student) {
        return Tags.of("run", run, "stage", "evaluator", "student", student);
    }

    private void gauge(String name, String run, String student, Supplier<Optional<Score>> score, Metric metric) {
        gauge(name, of(run, student), score, metric);
    }

    private void gauge(String name, Tags tags, Supplier<Optional<Score>> score, Metric metric) {
        Gauge.builder(name, () -> score.get()
                        .flatMap(one -> one.metric(metric))
                        .map(dev.limbeck.contract.metric.Measured::value)
                        .orElse(Double.NaN))
                .tags(tags)
                .register(registry);
    }
}
