package dev.limbeck.teacher.operation;

import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.status.TeacherStatus;
import dev.limbeck.contract.status.TeacherStatus.Phase;
import dev.limbeck.teacher.labelling.LabellingListener;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Where this replica's work on a run stands. Written by the thread that works, read by those who ask. */
public final class TeacherProgress implements LabellingListener {
    private final String run;

    private Phase phase = Phase.STARTING;
    private double trained;
    private Optional<String> version = Optional.empty();
    private OptionalDouble accuracy = OptionalDouble.empty();
    private long parameters;
    private long labelled;
    private final Map<RejectionReason, Long> deadLettered = new EnumMap<>(RejectionReason.class);
    private long lag;
    private Optional<String> pausedBecause = Optional.empty();

    public TeacherProgress(String run) {
        this.run = run;
    }

    public synchronized void enter(Phase newPhase) {
        phase = newPhase;
        pausedBecause = Optional.empty();
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

    @Override
    public synchronized void polled(long newLag) {
        lag = newLag;
    }

    @Override
    public synchronized void labelled(List<BatchReport> batches) {
        for (BatchReport batch : batches) {
            labelled += batch.labelled();
            batch.deadLettered().forEach((reason, count) -> deadLettered.merge(reason, (long) count, Long::sum));
        }
    }

    @Override
    public synchronized void paused(String reason) {
        phase = Phase.PAUSED;
        pausedBecause = Optional.of(reason);
    }

    @Override
    public synchronized void resumed() {
        enter(Phase.LABELLING);
    }

    public TeacherStatus status() {
        return status(Optional.empty());
    }

    /** @param failure one sentence, if the work has failed */
    public synchronized TeacherStatus status(Optional<String> failure) {
        var reasons = deadLettered.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
        return new TeacherStatus(
                run,
                failure.isPresent() ? Phase.FAILED : phase,
                trained,
                version,
                accuracy,
                parameters,
                labelled,
                reasons,
                lag,
                failure.or(() -> pausedBecause));
    }
}
