package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.evaluator.evaluation.Evaluations;
import dev.limbeck.evaluator.order.OrderBook;
import dev.limbeck.evaluator.promotion.Champions;
import dev.limbeck.evaluator.report.KeptReports;
import dev.limbeck.evaluator.status.EvaluatorMeters;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.service.RunStates;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the work together, brings it up, and takes it down in order. */
@Singleton
public class EvaluatorStart {
    private final KafkaConnection connection;
    private final Breakdown breakdown;
    private final OrderBook book;
    private final AnswerPublisher publisher;
    private final GenerationBenches benches;
    private final RunStates states;
    private final OrderThread thread;
    private final OrderReader reader;
    private final LiveWatches watches;

    EvaluatorStart(
            KafkaConnection connection,
            Evaluations evaluations,
            EvaluatorMeters meters,
            MeterRegistry registry,
            Breakdown breakdown,
            Clock clock) {
        this.connection = connection;
        this.breakdown = breakdown;
        this.book = new OrderBook(Ticker.SYSTEM);
        this.publisher = new AnswerPublisher(connection.producer("answers"));
        this.benches = new GenerationBenches(connection, evaluations, meters, breakdown);
        this.states = new RunStates(connection, this::follow);
        var champions = new Champions(evaluations.store(), evaluations.runtime());
        var work = new OrderWork(benches, champions, new KeptReports(evaluations.store()), publisher, meters, clock);
        this.thread = new OrderThread(book, states, work, meters, breakdown);
        this.reader = new OrderReader(connection, book, breakdown);
        this.watches =
                new LiveWatches(new LiveWatches.Parts(connection, states, champions, publisher, registry, clock));
    }

    void start(@Observes StartupEvent started) {
        TopicProvisioning.provideShared(connection);
        watches.start();
        states.start();
        thread.start();
        reader.start();
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
        reader.stop();
        states.close();
        watches.close();
        benches.stop();
        publisher.close();
    }
}
