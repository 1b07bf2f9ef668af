package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.evaluator.evaluation.Evaluations;
import dev.limbeck.evaluator.order.OrderBook;
import dev.limbeck.evaluator.promotion.Champions;
import dev.limbeck.evaluator.report.KeptReports;
import dev.limbeck.evaluator.status.EvaluatorMeters;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.service.RunStates;
import dev.limbeck.service.channel.ControlTopic;
import dev.limbeck.service.channel.RunEvents;
import dev.limbeck.work.StatusPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;

/** Puts the work together, brings it up, and takes it down in order. */
@Singleton
public class EvaluatorStart {
    private final Breakdown breakdown;
    private final OrderBook book;
    private final GenerationBenches benches;
    private final RunStates states;
    private final OrderThread thread;
    private final OrderReader reader;
    private final LiveWatches watches;

    EvaluatorStart(
            KafkaConnection connection,
            Evaluations evaluations,
            OrderBook book,
            OrderReader reader,
            AnswerPublisher publisher,
            RunEvents events,
            @Identifier(StatusPublisher.CHANNEL) ControlTopic statuses,
            EvaluatorMeters meters,
            MeterRegistry registry,
            Breakdown breakdown,
            Clock clock) {
        this.breakdown = breakdown;
        this.book = book;
        this.reader = reader;
        this.benches = new GenerationBenches(connection, evaluations, meters, breakdown);
        this.states = new RunStates(connection, this::follow);
        var champions = new Champions(evaluations.store(), evaluations.runtime());
        var work = new OrderWork(benches, champions, new KeptReports(evaluations.store()), publisher, meters, clock);
        this.thread = new OrderThread(book, states, work, meters, breakdown);
        this.watches = new LiveWatches(
                new LiveWatches.Parts(connection, states, champions, publisher, events, statuses, registry, clock));
    }

    /** Before there are channels: nothing that speaks by one can be there yet. */
    static void provideTopics(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) StartupEvent starting,
            KafkaConnection connection) {
        TopicProvisioning.provideShared(connection);
    }

    void start(@Observes StartupEvent started) {
        watches.start();
        states.start();
        thread.start();
    }

    // What fails otherwise is a matter of that one run: its orders tell of it.
    private void follow(RunState state) {
        try {
            watches.follow();
            benches.follow(state);
        } catch (Error failure) {
            breakdown.endAfter(failure);
            throw failure;
        }
    }

    /** Whether the runs are known. */
    public boolean isCaughtUp() {
        return states.isCaughtUp();
    }

    /** Whether this replica takes orders. */
    public boolean isReadingOrders() {
        return reader.isReading();
    }

    /** Orders that are read and not carried out yet. */
    public int unfinishedOrders() {
        return book.size();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        breakdown.stopping();
        thread.stop();
        states.close();
        watches.close();
        benches.stop();
    }
}
