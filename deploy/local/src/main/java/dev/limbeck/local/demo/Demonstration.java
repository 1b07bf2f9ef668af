package dev.limbeck.local.demo;

import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.api.PatientDeclaration;
import dev.limbeck.local.process.Failure;
import dev.limbeck.local.stack.LocalStack;
import dev.limbeck.local.stack.RunningStack;
import dev.limbeck.local.terminal.LiveView;
import dev.limbeck.local.traffic.TrafficProducer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Starts the stack, declares a task's run, streams its traffic, shows what happens, and reports when all is accounted
 * for.
 */
public final class Demonstration {
    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final String TEACHER_STAGE = "teacher";

    private final DemoRun run;
    private final long records;
    private final double rate;
    private final LiveView view;
    private final long start = System.nanoTime();
    private final Optional<Halts> halts;
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
        this.halts = run.change().stream().mapToObj(Halts::new).findFirst();
    }

    /** @throws IllegalStateException when a service is given up before all is done, or the run fails */
    public DemoReport run(LocalStack stack) throws Exception {
        RunningStack running = stack.start();
        ready = seconds();
        var prepared = run.prepare();
        var orchestrator = new Orchestrator(running.requireServer());
        var declared = new PatientDeclaration(orchestrator, prepared.document(), view::announce).take(stack.failure());
        view.announce("run %s is declared".formatted(declared.run()));
        var watch = new DemoWatch(orchestrator, declared.run());
        awaitBeginning(prepared.task(), watch, stack.failure());
        var kafka = new KafkaConnection(running.bootstrapServers(), "limbeck-demo");
        try (var counts = new TopicCounts(kafka)) {
            var producing = produce(
                    kafka,
                    prepared,
                    counts.written(prepared.declaration().spec().source().topic()));
            try {
                return watch(kafka, prepared, watch, counts, producing, stack.failure());
            } finally {
                producing.cancel(true);
            }
        }
    }

    /** Records may wait for a teacher, unless a change among them is to be seen as it comes. */
    private static void awaitBeginning(DemoTask task, DemoWatch watch, CompletableFuture<String> failure)
            throws Exception {
        boolean live = task.change().isPresent();
        while (watch.look()
                .filter(look -> live ? look.run().phase().isDistilling() : look.isProvisioned())
                .isEmpty()) {
            Failure.requireNone(failure, GLANCE);
        }
    }

    private CompletableFuture<Void> produce(KafkaConnection kafka, DemoRun.Prepared prepared, long before) {
        if (before > 0) {
            view.announce("%,d records were streamed before; this goes on from there".formatted(before));
        }
        var traffic = prepared.task().traffic(prepared.dataset());
        String topic = prepared.declaration().spec().source().topic();
        var producer = new TrafficProducer(kafka, topic, traffic, Clock.systemUTC());
        var done = new CompletableFuture<Void>();
        var thread = new Thread(
                () -> {
                    try {
                        send(producer, before);
                        done.complete(null);
                    } catch (InterruptedException | ExecutionException | RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                },
                "traffic");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private void send(TrafficProducer producer, long before) throws InterruptedException, ExecutionException {
        long sent = before;
        for (var halt : halts.map(Halts::inOrder).orElse(List.of())) {
            if (sent < halt.at() && halt.at() < records) {
                producer.send(sent, halt.at(), rate);
                sent = halt.at();
                halt.until().get();
            }
        }
        producer.send(sent, records, rate);
    }

    private static DemoReport.Drift drift(KafkaConnection kafka, DriftWatch watch, DemoState state) {
        try (var index = new ExampleIndex(kafka)) {
            return watch.report(state.run(), index);
        }
    }

    private DemoReport watch(
            KafkaConnection kafka,
            DemoRun.Prepared prepared,
            DemoWatch watch,
            TopicCounts counts,
            CompletableFuture<Void> producing,
            CompletableFuture<String> failure)
            throws Exception {
        var rows = new ProgressRows();
        var drift = prepared.task().change().stream().mapToObj(DriftWatch::new).findFirst();
        String topic = prepared.declaration().spec().source().topic();
        while (true) {
            var look = watch.look();
            if (look.isPresent()) {
                var state = new DemoState(
                        records,
                        counts.written(topic),
                        look.get().run(),
                        look.get().parts(),
                        look.get().evaluations());
                view.show(rows.rows(state, System.nanoTime()));
                noteChampion(state);
                drift.ifPresent(one -> look(one, state, counts));
                if (producing.isDone()) {
                    producing.get();
                    long deadLettered =
                            counts.deadLetters(state.run().generation().topics().deadLetters(), TEACHER_STAGE);
                    if (state.isDone(deadLettered)) {
                        var seconds = new DemoReport.Seconds(ready, firstChampion, seconds());
                        return DemoReport.of(
                                prepared.task(),
                                state,
                                drift.map(one -> drift(kafka, one, state)),
                                deadLettered,
                                seconds);
                    }
                }
            }
            Failure.requireNone(failure, GLANCE);
        }
    }

    private void look(DriftWatch drift, DemoState state, TopicCounts counts) {
        drift.look(state);
        halts.filter(all -> !all.areOver()).ifPresent(all -> {
            long deadLettered =
                    counts.deadLetters(state.run().generation().topics().deadLetters(), TEACHER_STAGE);
            all.look(state, drift.hasSeenChampion(), deadLettered);
        });
    }

    private void noteChampion(DemoState state) {
        if (firstChampion.isEmpty() && state.champion().isPresent()) {
            firstChampion = OptionalDouble.of(seconds());
            view.announce("first champion after %.1f s: %s"
                    .formatted(seconds(), state.champion().get().checkpointId()));
        }
    }

    private double seconds() {
        return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
    }
}
