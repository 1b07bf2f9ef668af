package dev.limbeck.student.service;

import static java.util.Comparator.comparing;

import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.ServiceStatus;
import dev.limbeck.service.RunStates;
import dev.limbeck.service.channel.ControlTopic;
import dev.limbeck.service.channel.RunEvents;
import dev.limbeck.student.placement.PlacementMember;
import dev.limbeck.work.FailureReports;
import dev.limbeck.work.Reconciler;
import dev.limbeck.work.Reconciler.Standing;
import dev.limbeck.work.StatusPublisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains every student that is placed here, for as long as its run is distilling. */
@Singleton
class StudentService implements PlacementMember.Owner {
    private static final Logger log = LoggerFactory.getLogger(StudentService.class);
    /** How long another replica waits for its students at most. It fences this one's off, so nothing depends on it. */
    private static final Duration LONGEST_RELEASE = Duration.ofSeconds(10);

    private final RunStates states;
    private final PlacementMember member;
    private final Reconciler<StudentWork> reconciler;
    private final StatusPublisher publisher;
    private final FailureReports failures;
    private final Arithmetic arithmetic;

    /** @throws dev.limbeck.network.engine.UnsoundEngineException when this machine computes wrongly */
    StudentService(StudentParts parts, RunEvents events, @Identifier(StatusPublisher.CHANNEL) ControlTopic statuses) {
        arithmetic = parts.runtime.arithmetic();
        states = new RunStates(parts.kafka, changed -> reconcile());
        member = new PlacementMember(parts.kafka, this);
        failures = new FailureReports(events, parts.clock);
        reconciler = new Reconciler<>(
                assignment -> new StudentWork(
                        assignment.generation(), assignment.part(), Desired.of(states, assignment.generation()), parts),
                failures::tell);
        publisher = new StatusPublisher(statuses, () -> status().parts());
    }

    void start(@Observes StartupEvent started) {
        reconciler.start();
        states.start();
        member.start();
        publisher.start();
    }

    void stop(@Observes ShutdownEvent shutdown) {
        states.close();
        reconciler.close();
        member.close();
        publisher.close();
        failures.close();
    }

    /** By the thread that follows the states, or the one that keeps the membership: the one that comes last sees all. */
    private synchronized void reconcile() {
        reconciler.want(DesiredStudents.of(states.all(), member.placement()));
    }

    @Override
    public void gained() {
        reconcile();
    }

    @Override
    public void released() {
        reconcile();
        try {
            var placement = member.placement();
            if (!reconciler.awaitEnded(gone -> !placement.has(gone.run(), gone.part()), LONGEST_RELEASE)) {
                log.warn("A student that belongs to another replica now has not stopped within {}", LONGEST_RELEASE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    ServiceStatus status() {
        return new ServiceStatus(
                reconciler.standing().stream()
                        .map(standing -> standing.work().status(standing.failure()))
                        .sorted(comparing(PartStatus::run).thenComparing(PartStatus::part))
                        .toList(),
                Optional.of(arithmetic));
    }

    /** @param run empty for all @return students that had paused until somebody says so, and go on */
    List<String> resume(Optional<String> run) {
        return reconciler.standing().stream()
                .filter(standing ->
                        run.isEmpty() || run.get().equals(standing.assignment().run()))
                .filter(standing -> standing.work().resume())
                .map(standing -> standing.assignment().run() + "/"
                        + standing.assignment().part())
                .sorted()
                .toList();
    }

    /** Whether it is known which students are to be trained here. */
    boolean isPlaced() {
        return states.isCaughtUp() && member.isPlaced();
    }

    boolean isAlive() {
        return states.isAlive() && member.isAlive() && reconciler.isAlive();
    }

    /** Work that rests because it failed, or is given up. */
    List<Standing<StudentWork>> failed() {
        return reconciler.failed();
    }
}
