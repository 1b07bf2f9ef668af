package dev.limbeck.local.demo;

import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.status.StudentServiceStatus;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.local.stack.LocalStack;
import dev.limbeck.local.stack.RunningStack;
import dev.limbeck.local.stack.ServiceStatuses;
import dev.limbeck.local.terminal.LiveView;
import dev.limbeck.local.traffic.TrafficProducer;
import java.time.Clock;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts the stack, streams a task's traffic through it, shows what happens, and reports when all is accounted for. */
public final class Demonstration {
    private static final long GLANCE_MILLIS = 500;
    private static final String TEACHER_STAGE = "teacher";

    private final DemoRun run;
    private final long records;
    private final double rate;
    private final LiveView view;
    private final long start = System.nanoTime();
    private double ready;
    private OptionalDouble firstChampion = OptionalDouble.empty();

    /**
     * @param records to stream in all, those of an earlier demonstration included
     * @param rate records a second
     */
    public Demonstration(DemoRun run, long records, double rate, LiveView view) {
        this.run = run;
        this.records = records;
        this.rate = rate;
        this.view = view;
    }

    /** @throws IllegalStateException when a service ends before all is done */
    public DemoReport run(LocalStack stack) throws Exception {
        RunningStack running = stack.start();
        ready = seconds();
        DistillationRun declaration = run.declaration();
        var kafka = new KafkaConnection(running.bootstrapServers(), "limbeck-demo");
        try (var counts = new TopicCounts(kafka)) {
            String topic = declaration.spec().source().topic();
            var producing = produce(kafka, topic, counts.written(topic));
            try {
                return watch(declaration, new ServiceStatuses(running), counts, producing, stack.firstFailure());
            } finally {
                producing.cancel(true);
            }
        }
    }

    private CompletableFuture<Void> produce(KafkaConnection kafka, String topic, long before) {
        if (before > 0) {
            view.announce("%,d records were streamed before; this goes on from there".formatted(before));
        }
        var traffic = run.task().traffic(run.dataset());
        var producer = new TrafficProducer(kafka, topic, traffic, Clock.systemUTC());
        var done = new CompletableFuture<Void>();
        var thread = new Thread(
                () -> {
                    try {
                        producer.send(before, records, rate);
                        done.complete(null);
                    } catch (InterruptedException | RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                },
                "traffic");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private DemoReport watch(
            DistillationRun declaration,
            ServiceStatuses statuses,
            TopicCounts counts,
            CompletableFuture<Void> producing,
            CompletableFuture<String> failure)
            throws Exception {
        var rows = new ProgressRows();
        while (true) {
            DemoState state = new DemoState(
                    records,
                    counts.written(declaration.spec().source().topic()),
                    statuses.teachers(),
                    statuses.students().map(StudentServiceStatus::students).orElse(List.of()),
                    statuses.evaluator());
            view.show(rows.rows(state, System.nanoTime()));
            if (firstChampion.isEmpty() && state.champion().isPresent()) {
                firstChampion = OptionalDouble.of(seconds());
                view.announce("first champion after %.1f s: %s"
                        .formatted(seconds(), state.champion().get().checkpointId()));
            }
            if (producing.isDone()) {
                producing.get();
                long deadLettered = counts.deadLetters(declaration.topics().deadLetters(), TEACHER_STAGE);
                if (state.isDone(deadLettered)) {
                    var seconds = new DemoReport.Seconds(ready, firstChampion, seconds());
                    return DemoReport.of(declaration.name(), run.task(), state, deadLettered, seconds);
                }
            }
            requireNoFailure(failure);
        }
    }

    /** Waits a moment for one. */
    private static void requireNoFailure(CompletableFuture<String> failure)
            throws InterruptedException, ExecutionException {
        try {
            throw new IllegalStateException(failure.get(GLANCE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException none) {
            // As hoped.
        }
    }

    private double seconds() {
        return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
    }
}
