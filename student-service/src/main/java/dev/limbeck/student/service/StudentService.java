package dev.limbeck.student.service;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.status.StudentServiceStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.service.ServiceConfig;
import dev.limbeck.student.steplog.StepLog.FencedException;
import dev.limbeck.student.training.ExampleStream.OffsetGoneException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs every student of the run on a thread of its own. A student that fails ends the process, to start anew whole. */
@Singleton
class StudentService {
    private static final Logger log = LoggerFactory.getLogger(StudentService.class);
    private static final Set<StudentStatus.Phase> AT_WORK =
            Set.of(StudentStatus.Phase.REPLAYING, StudentStatus.Phase.TRAINING);
    private static final int MOST_LIVES = 5;
    private static final int FAILED = 1;
    /** Another process has taken a student over: starting this one again would only take it back. */
    private static final int REPLACED = 4;

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final DistillationRun run;
    private final StoreLayout layout;
    private final NetworkRuntime runtime;
    private final KafkaConnection kafka;
    private final ServiceConfig config;
    private final MeterRegistry registry;
    private final Clock clock;
    private final ConcurrentHashMap<String, StudentWorker> workers = new ConcurrentHashMap<>();
    private List<Thread> threads = List.of();
    private volatile boolean stopping;
    private volatile Optional<String> failure = Optional.empty();

    StudentService(
            DistillationRun run,
            StoreLayout layout,
            NetworkRuntime runtime,
            KafkaConnection kafka,
            ServiceConfig config,
            MeterRegistry registry,
            Clock clock) {
        this.run = run;
        this.layout = layout;
        this.runtime = runtime;
        this.kafka = kafka;
        this.config = config;
        this.registry = registry;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        threads = run.spec().students().stream()
                .map(student -> new Thread(() -> train(student), "student-" + student.name()))
                .toList();
        threads.forEach(Thread::start);
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        stopping = true;
        workers.values().forEach(StudentWorker::stop);
        long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        for (Thread thread : threads) {
            thread.join(
                    Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
        }
    }

    StudentServiceStatus status() {
        return new StudentServiceStatus(
                run.name(),
                run.spec().students().stream()
                        .flatMap(spec -> Optional.ofNullable(workers.get(spec.name())).stream())
                        .map(StudentWorker::status)
                        .toList());
    }

    /** Whether every student has its network loaded and reads its topic. */
    boolean isTraining() {
        var students = status().students();
        return students.size() == run.spec().students().size()
                && students.stream().allMatch(student -> AT_WORK.contains(student.phase()));
    }

    /** Lets students go on that are paused for dead letters, or for records that are gone. @return their names */
    List<String> resume() {
        return workers.entrySet().stream()
                .filter(worker -> worker.getValue().resume())
                .map(java.util.Map.Entry::getKey)
                .sorted()
                .toList();
    }

    Optional<String> failure() {
        return failure;
    }

    private void train(StudentSpec spec) {
        try {
            TopicProvisioning.provide(kafka, run);
            for (int life = 1; !stopping; life++) {
                if (live(spec, life)) {
                    return;
                }
            }
        } catch (FencedException replaced) {
            log.error("Student {} stops for good: {}", spec.name(), replaced.getMessage());
            failure = Optional.of(String.valueOf(replaced.getMessage()));
            Quarkus.asyncExit(REPLACED);
        } catch (RuntimeException | Error e) {
            log.error("Student {} failed: {}", spec.name(), e.getMessage(), e);
            failure = Optional.of(spec.name() + ": " + e.getMessage());
            Quarkus.asyncExit(FAILED);
        }
    }

    /**
     * Trains until it is stopped. Kafka's transactions can fail for no fault of anybody; to begin a new life at the
     * newest checkpoint costs less than to begin a new process, and recovery is the same.
     *
     * @return whether it ended in good order
     */
    private boolean live(StudentSpec spec, int life) {
        try (var worker = StudentWorker.open(run, spec, layout, runtime, kafka, config.threads(), registry, clock)) {
            workers.put(spec.name(), worker);
            log.info("Student {} learns with {}", spec.name(), spec.network());
            if (!stopping) {
                worker.run();
            }
            return true;
        } catch (OffsetGoneException overtaken) {
            log.warn("Student {} begins anew at its newest checkpoint: {}", spec.name(), overtaken.getMessage());
            return false;
        } catch (KafkaException unlucky) {
            if (life >= MOST_LIVES) {
                throw unlucky;
            }
            log.warn("Student {} begins anew at its newest checkpoint: {}", spec.name(), unlucky.toString());
            return false;
        }
    }
}
