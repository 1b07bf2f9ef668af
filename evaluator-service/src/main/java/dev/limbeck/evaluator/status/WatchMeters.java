package dev.limbeck.evaluator.status;

import dev.limbeck.contract.json.KindName;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.status.WatchStatus;
import dev.limbeck.contract.status.WatchStatus.Role;
import dev.limbeck.contract.status.WatchStatus.WatchedStudent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;

/** The metrics of one watch, as long as it goes on. */
public final class WatchMeters implements AutoCloseable {
    private static final String PREFIX = "limbeck.watch.";

    private final MeterRegistry registry;
    private final String run;
    private final Supplier<Optional<WatchStatus>> status;

    public WatchMeters(MeterRegistry registry, String run, Supplier<Optional<WatchStatus>> status) {
        this.registry = registry;
        this.run = run;
        this.status = status;
        gauge(PREFIX + "teacher.entropy", tags(), now -> OptionalDouble.of(now.teacherEntropy()));
        gauge(PREFIX + "teacher.accuracy", tags(), WatchStatus::teacherAccuracy);
        for (var role : Role.values()) {
            var tags = tags().and("role", role.name().toLowerCase(Locale.ROOT));
            gauge(PREFIX + "agreement", tags, now -> in(role, now, one -> OptionalDouble.of(one.agreement())));
            gauge(PREFIX + "accuracy", tags, now -> in(role, now, WatchedStudent::accuracy));
        }
    }

    private static OptionalDouble in(Role role, WatchStatus now, Function<WatchedStudent, OptionalDouble> value) {
        return now.watched().stream()
                .filter(one -> one.role() == role)
                .findFirst()
                .map(value)
                .orElseGet(OptionalDouble::empty);
    }

    private void gauge(String name, Tags tags, Function<WatchStatus, OptionalDouble> value) {
        Gauge.builder(name, () -> status.get()
                        .map(value)
                        .orElseGet(OptionalDouble::empty)
                        .orElse(Double.NaN))
                .tags(tags)
                .register(registry);
    }

    /** Prometheus wants the same tags on every meter of a name. */
    private Tags tags() {
        return Tags.of("run", run, "stage", "evaluator", "student", "");
    }

    public void looked(int examples, Duration took) {
        registry.counter(PREFIX + "examples", tags()).increment(examples);
        registry.timer(PREFIX + "duration", tags()).record(took);
    }

    public void found(RunEvent event) {
        String finding = event instanceof RunEvent.DriftDetected drift
                ? "drift-" + drift.signal().name().toLowerCase(Locale.ROOT).replace('_', '-')
                : KindName.of(RunEvent.class, event);
        registry.counter(PREFIX + "findings", tags().and("finding", finding)).increment();
    }

    @Override
    public void close() {
        registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith(PREFIX))
                .filter(meter -> run.equals(meter.getId().getTag("run")))
                .forEach(registry::remove);
    }
}
