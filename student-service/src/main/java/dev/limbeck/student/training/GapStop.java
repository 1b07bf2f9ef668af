package dev.limbeck.student.training;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.checkpoint.StepLogEntry.GapFound;
import dev.limbeck.contract.checkpoint.StepLogEntry.Halted;
import dev.limbeck.contract.checkpoint.StepLogEntry.RangesSkipped;
import dev.limbeck.contract.checkpoint.StepLogEntry.TopicTaken;
import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunEvent.ExamplesGone;
import dev.limbeck.contract.place.GapWatch;
import dev.limbeck.contract.place.Obstacle;
import dev.limbeck.contract.place.OffsetRange;
import dev.limbeck.contract.place.TopicNow;
import dev.limbeck.student.batch.SeenRecords;
import dev.limbeck.student.steplog.Replay;
import dev.limbeck.student.steplog.StepLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a student and a topic that no longer has what the student needs next: tells of it once, and passes over
 * it only when an operator says so. What is passed over goes to the log, so that replay and audit do the same.
 */
final class GapStop {
    private static final Logger log = LoggerFactory.getLogger(GapStop.class);
    private static final Duration ASK_EVERY = Duration.ofMillis(100);
    private static final String USED = "learnt from";

    private final Student student;
    private final ExampleStream stream;
    private final StepLog stepLog;
    private final SeenRecords seen;
    private final TrainingProgress progress;
    private final Clock clock;
    private @Nullable TopicNow topic;
    private static final Kinds<Obstacle, Consumer<GapStop>> PASSED_OVER = Kinds.<Obstacle, Consumer<GapStop>>of(
                    Obstacle.class)
            .when(Obstacle.Overtaken.class, overtaken -> GapStop::skip)
            .when(Obstacle.Shortened.class, shortened -> stop -> stop.take(shortened))
            .when(Obstacle.Recreated.class, recreated -> stop -> stop.take(stop.found(), new TreeMap<>()))
            .all();

    private volatile boolean open;
    private volatile boolean resuming;

    GapStop(StudentLife life) {
        this.student = life.student();
        this.stream = life.stream();
        this.stepLog = life.stepLog();
        this.seen = life.triage().seen();
        this.progress = life.progress();
        this.clock = life.clock();
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
     * @return the entries that are still to be repeated: none once something was passed over
     */
    List<StepLogEntry> close(List<StepLogEntry> entries, BooleanSupplier stopping) {
        var toRepeat = entries;
        for (var obstacle = ahead(toRepeat); obstacle.isPresent(); obstacle = ahead(toRepeat)) {
            await(obstacle.get(), entries, stopping);
            toRepeat = List.of();
            passOver(obstacle.get());
            progress.advanced(student.state());
            open = false;
        }
        return toRepeat;
    }

    /**
     * Writes down which topic the student reads, where that is not known yet: from then on, every record of it is the
     * student's, also of partitions to come.
     */
    void take() {
        if (student.state().position().topicId().isEmpty()) {
            var found = found();
            var from = found.beginnings();
            from.putAll(through());
            take(found, from);
            progress.advanced(student.state());
        }
    }

    private Optional<Obstacle> ahead(List<StepLogEntry> entries) {
        var place = Repetition.firstNeeded(student.state().position(), entries);
        var found = stream.seek(place);
        topic = found;
        return GapWatch.between(place, found);
    }

    private TopicNow found() {
        return requireNonNull(topic, "the stream was not asked yet");
    }

    private SortedMap<Integer, Long> through() {
        return student.state().position().trainedThrough();
    }

    private void await(Obstacle obstacle, List<StepLogEntry> entries, BooleanSupplier stopping) {
        String reason = obstacle.reason(found().name(), USED);
        log.error("{} pauses: {}", student.state().student(), reason);
        if (obstacle instanceof Obstacle.Overtaken overtaken) {
            tell(overtaken, entries);
        } else {
            tell(reason, entries);
        }
        resuming = false; // whatever was said was not about this
        open = true;
        while (!resuming) {
            if (stopping.getAsBoolean()) {
                throw new Replay.InterruptedReplayException();
            }
            stepLog.requireIntact();
            progress.paused(reason, ASK_EVERY);
        }
    }

    private void tell(Obstacle.Overtaken overtaken, List<StepLogEntry> entries) {
        var untold = new TreeMap<>(overtaken.gone());
        entries.forEach(entry -> {
            if (entry instanceof GapFound told) {
                told.ranges()
                        .forEach((partition, range) -> untold.computeIfPresent(
                                partition, (same, found) -> found.from() == range.from() ? null : found));
            }
        });
        if (!untold.isEmpty()) {
            stepLog.append(new GapFound(writer(), untold));
            untold.forEach((partition, range) -> stepLog.report(event(partition, range)));
            StepLog.await(stepLog.commit());
        }
    }

    private void tell(String reason, List<StepLogEntry> entries) {
        if (entries.stream()
                .noneMatch(
                        entry -> entry instanceof Halted told && told.reason().equals(reason))) {
            var state = student.state();
            stepLog.append(new Halted(writer(), reason));
            stepLog.report(new RunEvent.TopicChanged(
                    state.run(),
                    RunEvent.TopicChanged.STUDENT + state.student(),
                    found().name(),
                    reason,
                    clock.instant()));
            StepLog.await(stepLog.commit());
        }
    }

    private ExamplesGone event(int partition, OffsetRange range) {
        return new ExamplesGone(
                student.state().run(),
                student.state().student(),
                found().name(),
                partition,
                range.from(),
                range.to(),
                range.length(),
                clock.instant());
    }

    private void passOver(Obstacle obstacle) {
        PASSED_OVER.of(obstacle).accept(this);
        log.warn("{} goes on although {}", student.state().student(), obstacle.reason(found().name(), USED));
    }

    private void take(Obstacle.Shortened shortened) {
        var from = new TreeMap<>(through());
        shortened.missing().forEach((partition, range) -> from.put(partition, range.from()));
        take(found(), from);
    }

    private void take(TopicNow found, SortedMap<Integer, Long> from) {
        var entry = new TopicTaken(writer(), student.state().position().batches(), found.id(), from);
        stepLog.append(entry);
        StepLog.await(stepLog.commit());
        student.take(entry);
        seen.goOnFrom(from);
    }

    /** Retention may have removed more since the gap was found. */
    private void skip() {
        var position = student.state().position();
        if (GapWatch.between(position.place(), stream.seek(position.place())).orElse(null)
                instanceof Obstacle.Overtaken overtaken) {
            var entry = new RangesSkipped(writer(), position.batches() + 1, position.step(), overtaken.gone());
            stepLog.append(entry);
            StepLog.await(stepLog.commit());
            student.skip(entry);
        }
    }

    private int writer() {
        return student.state().lineage().writer();
    }
}
