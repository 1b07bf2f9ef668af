package dev.limbeck.teacher;

import dev.limbeck.contract.codec.RejectionReason;
import dev.limbeck.contract.status.TeacherStatus;
import dev.limbeck.contract.status.TeacherStatus.Phase;
import dev.limbeck.teacher.labelling.LabellingListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Where this replica's work stands. Written by the thread that works, read by those who ask. */
public final class TeacherProgress implements LabellingListener {
    private final String run;
    private final Clock clock;

    private Phase phase = Phase.STARTING;
    private double trained;
    private Optional<String> version = Optional.empty();
    private OptionalDouble accuracy = OptionalDouble.empty();
    private long parameters;
    private long labelled;
    private final Map<RejectionReason, Long> deadLettered = new EnumMap<>(RejectionReason.class);
    private long lag;
    private Instant polledAt = Instant.EPOCH;
    private Optional<String> pausedBecause = Optional.empty();
    private Optional<String> failure = Optional.empty();

    public TeacherProgress(String run, Clock clock) {
        this.run = run;
        this.clock = clock;
    }

    public synchronized void enter(Phase newPhase) {
        phase = newPhase;
    }

    /** @param share of the planned steps, in [0, 1] */
    public synchronized void trained(double share) {
        trained = share;
    }

    public synchronized void hasTeacher(String newVersion, OptionalDouble newAccuracy, long newParameters) {
        version = Optional.of(newVersion);
        accuracy = newAccuracy;
        parameters = newParameters;
        trained = 1;
    }

    /** @param reason one sentence */
    public synchronized void failed(String reason) {
        phase = Phase.FAILED;
        failure = Optional.of(reason);
    }

    @Override
    public synchronized void polled(long newLag) {
        lag = newLag;
        polledAt = clock.instant();
    }

    @Override
    public synchronized void labelled(BatchReport report) {
        labelled += report.labelled();
        report.deadLettered().forEach((reason, count) -> deadLettered.merge(reason, (long) count, Long::sum));
    }

    @Override
    public synchronized void paused(String reason) {
        phase = Phase.PAUSED;
        pausedBecause = Optional.of(reason);
    }

    @Override
    public synchronized void resumed() {
        phase = Phase.LABELLING;
        pausedBecause = Optional.empty();
    }

    /** Why it does not go on, though nothing failed. */
    public synchronized Optional<String> pausedBecause() {
        return pausedBecause;
    }

    public synchronized Optional<String> failure() {
        return failure;
    }

    public synchronized Phase phase() {
        return phase;
    }

    /** Whether it does what it is there for: it trains, or it labels and asked for records not long ago. */
    public synchronized boolean atWork(Duration notLong) {
        return switch (phase) {
            case TRAINING -> true;
            case LABELLING -> polledAt.plus(notLong).isAfter(clock.instant());
            case STARTING, WAITING, PAUSED, STOPPED, FAILED -> false;
        };
    }

    public synchronized TeacherStatus status() {
        var reasons = deadLettered.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
        return new TeacherStatus(
                run, phase, trained, version, accuracy, parameters, labelled, reasons, lag, pausedBecause);
    }
}
