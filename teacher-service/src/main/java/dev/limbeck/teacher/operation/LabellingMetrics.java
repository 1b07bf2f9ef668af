package dev.limbeck.teacher.operation;

import dev.limbeck.contract.status.TeacherStatus.Phase;
import dev.limbeck.teacher.labelling.LabellingListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;

/** Labelling of one run as time series, which end with it. */
public final class LabellingMetrics implements LabellingListener, AutoCloseable {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter labelled;
    private final Timer inference;
    private final DistributionSummary batchSize;

    public LabellingMetrics(MeterRegistry registry, String run, TeacherProgress progress) {
        this.registry = registry;
        this.tags = Tags.of("run", run, "stage", "teacher");
        this.labelled = registry.counter("limbeck.records.labelled", tags);
        this.inference = Timer.builder("limbeck.label.duration")
                .description("time the teacher takes for one batch")
                .tags(tags)
                .publishPercentileHistogram()
                .register(registry);
        this.batchSize = registry.summary("limbeck.batch.size", tags);
        Gauge.builder("limbeck.stage.lag", progress, asked -> asked.status().lag())
                .description("records that wait")
                .tags(tags)
                .register(registry);
        Gauge.builder("limbeck.circuit.open", progress, asked -> asked.status().phase() == Phase.PAUSED ? 1 : 0)
                .description("1 while labelling is paused because too many records are unusable")
                .tags(tags)
                .register(registry);
        Gauge.builder("limbeck.teacher.accuracy", progress, asked -> asked.status()
                        .accuracy()
                        .orElse(Double.NaN))
                .description("share of the labelled test part whose class the teacher knows")
                .tags(tags)
                .register(registry);
    }

    @Override
    public void polled(long lag) {
        // The gauge asks the status.
    }

    @Override
    public void labelled(List<BatchReport> batches) {
        batches.forEach(this::count);
    }

    private void count(BatchReport report) {
        labelled.increment(report.labelled());
        inference.record(report.inference());
        batchSize.record(report.size());
        report.deadLettered().forEach((reason, count) -> registry.counter(
                        "limbeck.records.dead.lettered", tags.and("reason", reason.name()))
                .increment(count));
    }

    @Override
    public void close() {
        var own = tags.stream().toList();
        registry.getMeters().stream()
                .filter(meter -> meter.getId().getTags().containsAll(own))
                .forEach(registry::remove);
    }
}
