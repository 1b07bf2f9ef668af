package dev.limbeck.student.service;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.event.Score.Arm;
import dev.limbeck.contract.json.UnknownVersionException;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.status.StudentStatus.Phase;
import dev.limbeck.student.checkpoint.ForeignCheckpointException;
import dev.limbeck.student.service.HeapRoom.NoRoomException;
import dev.limbeck.student.steplog.StepLog.FencedException;
import dev.limbeck.student.training.ExampleStream.OffsetGoneException;
import dev.limbeck.work.Outlook;
import dev.limbeck.work.Work;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One student in one life: its worker is opened, trains and is closed. */
final class StudentWork implements Work {
    /**
     * Whoever was taken over although the student is placed here has most likely slept through its membership: by then
     * the group has found out, and if the student is still placed here, it is so rightly.
     */
    private static final Duration REST_OF_ONE_TAKEN_OVER = Duration.ofSeconds(10);

    private final Generation generation;
    private final StudentSpec spec;
    private final Desired desired;
    private final StudentParts parts;
    private volatile @Nullable StudentWorker worker;
    private volatile StudentStatus lastStatus;
    private volatile boolean stopping;

    StudentWork(Generation generation, String student, Desired desired, StudentParts parts) {
        this.generation = generation;
        this.spec = generation.spec().student(student);
        this.desired = desired;
        this.parts = parts;
        this.lastStatus = starting();
    }

    @Override
    public void run() {
        try (var opened = StudentWorker.open(generation, spec, desired, parts, UnaryOperator.identity())) {
            worker = opened;
            if (stopping) { // asked before there was a worker to tell
                opened.stop();
            }
            opened.run();
        } finally {
            var ended = worker;
            if (ended != null) {
                lastStatus = ended.status();
                worker = null;
            }
        }
    }

    @Override
    public void stop() {
        stopping = true;
        var current = worker;
        if (current != null) {
            current.stop();
        }
    }

    @Override
    public Duration restAfter(Throwable failure) {
        return failure instanceof FencedException ? REST_OF_ONE_TAKEN_OVER : Duration.ZERO;
    }

    @Override
    public Outlook outlook(Throwable failure) {
        if (failure instanceof FencedException || failure instanceof OffsetGoneException) {
            return Outlook.PASSING; // another life finds out how it stands
        }
        return failure instanceof ForeignCheckpointException
                        || failure instanceof UnknownVersionException
                        || failure instanceof NoRoomException
                ? Outlook.HOPELESS
                : Outlook.of(failure);
    }

    /** @return whether it was paused until somebody says so */
    boolean resume() {
        var current = worker;
        return current != null && current.resume();
    }

    /** @param failure one sentence, if it has failed */
    PartStatus status(Optional<String> failure) {
        var current = worker;
        var status = current == null ? lastStatus : current.status();
        return new PartStatus(
                generation.name(),
                generation.number(),
                spec.name(),
                parts.replica,
                parts.clock.instant(),
                Optional.empty(),
                Optional.of(failure.map(status::failed).orElse(status)),
                Optional.empty());
    }

    private StudentStatus starting() {
        return new StudentStatus(
                spec.name(),
                spec.isControl() ? Arm.CONTROL : Arm.DISTILLED,
                Phase.STARTING,
                0,
                OptionalDouble.empty(),
                new TreeMap<>(),
                Ledger.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Adjustment.NONE,
                0,
                0);
    }
}
