package dev.limbeck.student.service;

import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.time.Nanos;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.training.TrainingObserver;
import dev.limbeck.student.training.TrainingProgress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/** One student's training in numbers, which end with it. */
final class StudentMetrics implements TrainingObserver, AutoCloseable {
    private final Clock clock;
    private final MeterRegistry registry;
    private final Tags tags;
    private final Timer steps;
    private final Counter trained;
    private final Counter replayed;
    private final Timer staleness;
    private final Timer stepLog;
    private final Timer checkpointPause;
    private final DistributionSummary checkpointBytes;
    private final Set<String> terms = new HashSet<>();
    private volatile double loss = Double.NaN;
    private volatile SortedMap<String, Double> values = Collections.emptySortedMap();

    StudentMetrics(MeterRegistry registry, String run, String student, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        tags = Tags.of("run", run, "student", student, "stage", "student");
        steps = Timer.builder("limbeck.step.duration")
                .description("Time of one training step")
                .tags(tags)
                .register(registry);
        trained = Counter.builder("limbeck.records.trained")
                .description("Records trained on by this process")
                .tags(tags)
                .register(registry);
        replayed = Counter.builder("limbeck.records.replayed")
                .description("Earlier examples trained on again by this process")
                .tags(tags)
                .register(registry);
        staleness = Timer.builder("limbeck.staleness")
                .description("Age of an example when it is trained on")
                .tags(tags)
                .register(registry);
        stepLog = Timer.builder("limbeck.step.log.duration")
                .description("Time training stands still for the step log")
                .tags(tags)
                .register(registry);
        checkpointPause = Timer.builder("limbeck.checkpoint.pause")
                .description("Time training stands still for a checkpoint")
                .tags(tags)
                .register(registry);
        checkpointBytes = DistributionSummary.builder("limbeck.checkpoint.size")
                .baseUnit("bytes")
                .tags(tags)
                .register(registry);
        Gauge.builder("limbeck.student.loss", () -> loss)
                .tags(tags.and("part", "whole"))
                .register(registry);
    }

    /** Also because a gauge that is registered again would go on reading the former life's. */
    @Override
    public void close() {
        registry.getMeters().stream()
                .filter(meter ->
                        meter.getId().getTags().containsAll(tags.stream().toList()))
                .forEach(registry::remove);
    }

    /** Adds what can be read off the loop's progress. */
    void follow(TrainingProgress progress) {
        Gauge.builder("limbeck.stage.lag", progress, TrainingProgress::lag)
                .description("Records that no step has accounted for")
                .tags(tags)
                .register(registry);
        Gauge.builder("limbeck.student.step", progress, at -> at.state()
                        .position()
                        .step())
                .tags(tags)
                .register(registry);
        FunctionCounter.builder(
                        "limbeck.records.held.out",
                        progress,
                        at -> at.state().position().ledger().heldOut())
                .tags(tags)
                .register(registry);
        FunctionCounter.builder(
                        "limbeck.records.dead.lettered",
                        progress,
                        at -> at.state().position().ledger().deadLettered())
                .tags(tags)
                .register(registry);
    }

    @Override
    public void stepped(MiniBatch batch, int earlier, StepOutcome outcome, Duration took) {
        steps.record(took);
        loss = outcome.loss();
        values = outcome.terms();
        values.keySet().stream().filter(terms::add).forEach(this::register);
        trained.increment(batch.items().size());
        replayed.increment(earlier);
        DistillationExample oldest = batch.items().get(0).example();
        var age = Duration.between(oldest.record().eventTime(), clock.instant());
        staleness.record(Math.max(0, Nanos.of(age)), TimeUnit.NANOSECONDS); // some are dated ahead
    }

    /** Which terms there are, only steps say. */
    private void register(String term) {
        Gauge.builder("limbeck.student.loss", () -> values.getOrDefault(term, Double.NaN))
                .tags(tags.and("part", term))
                .register(registry);
    }

    /** Of the newest step, by name. */
    SortedMap<String, Double> terms() {
        return values;
    }

    @Override
    public void logged(Duration took) {
        stepLog.record(took);
    }

    @Override
    public void paused(Duration pause) {
        checkpointPause.record(pause);
    }

    @Override
    public void checkpointed(long bytes) {
        checkpointBytes.record((double) bytes);
    }
}
