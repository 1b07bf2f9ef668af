package dev.limbeck.teacher.process;

import static java.util.Comparator.comparing;

import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.ServiceStatus;
import dev.limbeck.service.RunStates;
import dev.limbeck.service.channel.ControlTopic;
import dev.limbeck.work.Assignment;
import dev.limbeck.work.FailureReports;
import dev.limbeck.work.Reconciler;
import dev.limbeck.work.Reconciler.Standing;
import dev.limbeck.work.StatusPublisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Has a teacher at work for every run whose state asks for one. */
@Singleton
class TeacherService {
    static final String PART = "teacher";

    private final RunStates states;
    private final Reconciler<TeacherWork> reconciler;
    private final StatusPublisher publisher;
    private final FailureReports failures;
    private final Arithmetic arithmetic;

    /** @throws dev.limbeck.network.engine.UnsoundEngineException when this machine computes wrongly */
    TeacherService(TeacherParts parts, @Identifier(StatusPublisher.CHANNEL) ControlTopic statuses) {
        arithmetic = parts.networks.arithmetic();
        states = new RunStates(parts.kafka, this::follow);
        failures = new FailureReports(parts.events, parts.clock);
        reconciler = new Reconciler<>(
                assignment -> new TeacherWork(assignment.generation(), () -> states.of(assignment.run()), parts),
                failures::tell);
        publisher = new StatusPublisher(statuses, () -> status().parts());
    }

    void start(@Observes StartupEvent started) {
        reconciler.start();
        states.start();
        publisher.start();
    }

    void stop(@Observes ShutdownEvent ended) {
        reconciler.close();
        states.close();
        publisher.close();
        failures.close();
    }

    private void follow(RunState changed) {
        reconciler.want(states.all().stream()
                .filter(run -> run.phase().needsTeacher())
                .map(run -> new Assignment(run.generation(), PART))
                .toList());
        reconciler.standing().stream()
                .filter(standing -> standing.assignment().run().equals(changed.run()))
                .forEach(standing -> standing.work().look());
    }

    ServiceStatus status() {
        return new ServiceStatus(
                reconciler.standing().stream()
                        .map(standing -> standing.work().status(standing.failure()))
                        .sorted(comparing(PartStatus::run))
                        .toList(),
                Optional.of(arithmetic));
    }

    /** @param run empty for all @return runs whose labelling had paused and goes on */
    List<String> resume(Optional<String> run) {
        return reconciler.standing().stream()
                .filter(standing ->
                        run.isEmpty() || run.get().equals(standing.assignment().run()))
                .filter(standing -> standing.work().resume())
                .map(standing -> standing.assignment().run())
                .sorted()
                .toList();
    }

    boolean isCaughtUp() {
        return states.isCaughtUp();
    }

    boolean isAlive() {
        return states.isAlive() && reconciler.isAlive();
    }

    /** Work that rests because it failed, or is given up. */
    List<Standing<TeacherWork>> failed() {
        return reconciler.failed();
    }
}
