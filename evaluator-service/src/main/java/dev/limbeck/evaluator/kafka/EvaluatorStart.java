package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Brings everything up that does not wait for a message, and down in order. */
@Singleton
public class EvaluatorStart {
    private final KafkaConnection connection;
    private final DistillationRun run;
    private final HeldOutReader heldOutReader;
    private final EvaluationThread thread;
    private final EvaluationLog log;
    private final PublishedTeachers teachers;
    private final Breakdown breakdown;
    private volatile boolean caughtUp;

    EvaluatorStart(
            KafkaConnection connection,
            DistillationRun run,
            HeldOutReader heldOutReader,
            EvaluationThread thread,
            EvaluationLog log,
            PublishedTeachers teachers,
            Breakdown breakdown) {
        this.connection = connection;
        this.run = run;
        this.heldOutReader = heldOutReader;
        this.thread = thread;
        this.log = log;
        this.teachers = teachers;
        this.breakdown = breakdown;
    }

    void start(@Observes StartupEvent started) {
        TopicProvisioning.provide(connection, run);
        heldOutReader.start();
        thread.run(() -> {
                    log.catchUp();
                    caughtUp = true;
                })
                .subscribe()
                .with(done -> {}, breakdown::endAfter);
    }

    /** Whether the reports of former lives are read: before that, nobody knows the champion. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        breakdown.stopping();
        heldOutReader.stop();
        thread.stop();
        log.close();
        teachers.close();
    }
}
