package dev.limbeck.student.training;

import dev.limbeck.contract.checkpoint.OffsetRange;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.checkpoint.StepLogEntry.GapFound;
import dev.limbeck.contract.checkpoint.StepLogEntry.RangesSkipped;
import dev.limbeck.contract.lifecycle.RunEvent.ExamplesGone;
import dev.limbeck.student.steplog.Replay;
import dev.limbeck.student.steplog.StepLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a student and a topic whose retention has overtaken it: tells of the gap once, and passes over it only
 * when an operator says so. What is passed over goes to the log, so that replay and audit do the same.
 */
public final class GapWatch {
    private static final Logger log = LoggerFactory.getLogger(GapWatch.class);
    private static final Duration ASK_EVERY = Duration.ofMillis(100);

    private final Student student;
    private final String topic;
    private final ExampleStream stream;
    private final StepLog stepLog;
    private final Clock clock;
    private volatile boolean open;
    private volatile boolean resuming;

    /** @param topic of the stream */
    public GapWatch(Student student, String topic, ExampleStream stream, StepLog stepLog, Clock clock) {
        this.student = student;
        this.topic = topic;
        this.stream = stream;
        this.stepLog = stepLog;
        this.clock = clock;
    }

    /**
     * Lets the student go on without what is gone.
     *
     * @return whether it waited for that
     */
    boolean resume() {
        if (open) {
            resuming = true;
        }
        return open;
    }

    /**
     * Has the stream stand where the student goes on. Should records be gone there, returns when an operator has said to
     * pass over them.
     *
     * @param entries of the log that the student has not behind it
     * @return the entries that are still to be repeated: none once a gap was passed over
     */
    List<StepLogEntry> close(List<StepLogEntry> entries, TrainingProgress progress, BooleanSupplier stopping) {
        var gone = stream.seek(Repetition.firstNeeded(through(), entries));
        if (gone.isEmpty()) {
            return entries;
        }
        tell(gone, entries);
        resuming = false; // whatever was said was not about this gap
        open = true;
        while (!resuming) {
            if (stopping.getAsBoolean()) {
                throw new Replay.InterruptedReplayException();
            }
            stepLog.requireIntact();
            progress.paused(reason(gone), ASK_EVERY);
        }
        skip();
        progress.advanced(student.state());
        open = false;
        return List.of();
    }

    private SortedMap<Integer, Long> through() {
        return student.state().position().trainedThrough();
    }

    private void tell(SortedMap<Integer, OffsetRange> gone, List<StepLogEntry> entries) {
        var untold = new TreeMap<>(gone);
        entries.forEach(entry -> {
            if (entry instanceof GapFound told) {
                told.ranges()
                        .forEach((partition, range) -> untold.computeIfPresent(
                                partition, (same, found) -> found.from() == range.from() ? null : found));
            }
        });
        log.error("{} pauses: {}", student.state().student(), reason(gone));
        if (!untold.isEmpty()) {
            stepLog.append(new GapFound(student.state().lineage().writer(), untold));
            untold.forEach((partition, range) -> stepLog.report(event(partition, range)));
            StepLog.await(stepLog.commit());
        }
    }

    private ExamplesGone event(int partition, OffsetRange range) {
        return new ExamplesGone(
                student.state().run(),
                student.state().student(),
                topic,
                partition,
                range.from(),
                range.to(),
                range.length(),
                clock.instant());
    }

    /** Retention may have removed more since the gap was found. */
    private void skip() {
        var position = student.state().position();
        var entry = new RangesSkipped(
                student.state().lineage().writer(), position.batches() + 1, position.step(), stream.seek(through()));
        stepLog.append(entry);
        StepLog.await(stepLog.commit());
        student.skip(entry);
        log.warn("{} goes on without {}", student.state().student(), reason(entry.ranges()));
    }

    private String reason(SortedMap<Integer, OffsetRange> gone) {
        return gone.entrySet().stream()
                .map(lost -> "records %d to %d of partition %d"
                        .formatted(lost.getValue().from(), lost.getValue().to() - 1, lost.getKey()))
                .collect(Collectors.joining(", ", "", " are gone from " + topic + " before they were learnt from"));
    }
}
