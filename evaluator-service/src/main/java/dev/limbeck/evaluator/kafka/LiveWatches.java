package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.evaluator.promotion.Champions;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.service.RunStates;
import dev.limbeck.service.channel.ControlTopic;
import dev.limbeck.service.channel.RunEvents;
import dev.limbeck.work.Assignment;
import dev.limbeck.work.FailureReports;
import dev.limbeck.work.Reconciler;
import dev.limbeck.work.StatusPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Has the live stream watched of every run that distils, on a thread of its own each, beside what is measured. */
final class LiveWatches implements AutoCloseable {
    static final String PART = "watch";

    private final Parts parts;
    private final Reconciler<WatchWork> reconciler;
    private final StatusPublisher publisher;
    private final FailureReports failures;
    /** Tells this life of this process from all others. */
    private final String replica = UUID.randomUUID().toString();

    /** What the watches of all runs have in common. */
    record Parts(
            KafkaConnection connection,
            RunStates states,
            Champions champions,
            AnswerPublisher publisher,
            RunEvents events,
            ControlTopic statuses,
            MeterRegistry registry,
            Clock clock) {}

    LiveWatches(Parts parts) {
        this.parts = parts;
        this.failures = new FailureReports(parts.events(), parts.clock());
        this.reconciler = new Reconciler<>(assignment -> new WatchWork(assignment.generation(), parts), failures::tell);
        this.publisher = new StatusPublisher(parts.statuses(), this::status);
    }

    void start() {
        reconciler.start();
        publisher.start();
    }

    /** Some run stands otherwise than before. */
    void follow() {
        reconciler.want(parts.states().all().stream()
                .filter(LiveWatches::isWatched)
                .map(state -> new Assignment(state.generation(), PART))
                .toList());
    }

    private static boolean isWatched(RunState state) {
        return state.phase().isDistilling()
                && state.declaration().spec().watch().share() > 0;
    }

    private List<PartStatus> status() {
        return reconciler.standing().stream().flatMap(this::status).toList();
    }

    private Stream<PartStatus> status(Reconciler.Standing<WatchWork> standing) {
        var generation = standing.assignment().generation();
        return standing.work().status().stream()
                .map(status -> new PartStatus(
                        generation.name(),
                        generation.number(),
                        PART,
                        replica,
                        parts.clock().instant(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(status)));
    }

    @Override
    public void close() {
        reconciler.close();
        publisher.close();
        failures.close();
    }
}
