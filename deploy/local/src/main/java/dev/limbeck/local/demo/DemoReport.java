package dev.limbeck.local.demo;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.status.StudentStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came of a demonstration. As JSON this is the document that {@code -o json} prints.
 *
 * @param run name of the run
 * @param dataset the task's name
 * @param drift where the traffic changes on its way
 * @param records of the run's newest generation
 */
public record DemoReport(
        String run,
        String dataset,
        Teacher teacher,
        List<Student> students,
        Optional<Drift> drift,
        Records records,
        Seconds seconds) {

    public DemoReport {
        students = List.copyOf(students);
    }

    /** @param accuracy on the labelled held-out examples */
    public record Teacher(String version, OptionalDouble accuracy, long parameters) {}

    /**
     * @param arm {@code distilled} or {@code control}
     * @param teacherAgreement share of held-out examples on which it says what the teacher says
     * @param latencyMicros of a single example on one thread, median
     * @param champion whether a checkpoint of it is the run's champion
     */
    public record Student(
            String name,
            String arm,
            OptionalDouble accuracy,
            double teacherAgreement,
            long parameters,
            long artifactBytes,
            double latencyMicros,
            boolean champion) {}

    /**
     * A style that changed, and what that did to promoted students.
     *
     * @param change index of the first record in the other style
     * @param noticed the first drift that had a consequence
     */
    public record Drift(
            long change,
            Optional<Noticed> noticed,
            Optional<OnStream> championThen,
            Optional<OnStream> frozen,
            Optional<OnStream> championNow) {
        /** Records between the change and its detection; below 0, it was a false alarm. */
        Optional<Long> delay() {
            return noticed.map(one -> one.record() - change);
        }
    }

    /** @param record index of the newest record that had been looked at */
    public record Noticed(String signal, String detector, long record) {}

    /** A promoted student on the newest window of the live stream, last before the change, and at the end. */
    public record OnStream(
            String role,
            String checkpointDigest,
            Optional<Double> agreementBefore,
            Optional<Double> agreementNow,
            Optional<Double> accuracyBefore,
            Optional<Double> accuracyNow) {}

    /**
     * What became of the records that a generation's teacher was offered: {@code offered} is the sum of the others.
     *
     * @param generation the newest
     */
    public record Records(int generation, long offered, long trained, long heldOut, long deadLettered, long skipped) {
        boolean addUp() {
            return offered == trained + heldOut + deadLettered + skipped;
        }
    }

    /** Since the demonstration began: when all services were ready, when there was a champion, when all was done. */
    public record Seconds(double ready, OptionalDouble firstChampion, double total) {}

    /** @param deadLetteredByTeacher records that never became examples */
    static DemoReport of(
            DemoTask task, DemoState state, Optional<Drift> drift, long deadLetteredByTeacher, Seconds seconds) {
        Score teacher =
                state.teacherScore().orElseThrow(() -> new IllegalStateException("the teacher has not been evaluated"));
        String champion = state.champion().map(Score::name).orElse("");
        return new DemoReport(
                state.run().run(),
                task.word(),
                new Teacher(
                        teacher.checkpointId(),
                        teacher.accuracy(),
                        teacher.cost().parameters()),
                state.students().stream()
                        .map(student -> student(student, state, champion))
                        .toList(),
                drift,
                records(state, deadLetteredByTeacher),
                seconds);
    }

    private static Student student(StudentStatus status, DemoState state, String champion) {
        Score score = state.score(status.name())
                .orElseThrow(() -> new IllegalStateException(status.name() + " has not been evaluated"));
        return new Student(
                score.name(),
                score.arm().name().toLowerCase(Locale.ROOT),
                score.accuracy(),
                score.teacherAgreement(),
                score.cost().parameters(),
                score.cost().artifactBytes(),
                score.cost().latencyMicros(),
                score.name().equals(champion));
    }

    private static Records records(DemoState state, long deadLetteredByTeacher) {
        Ledger ledger = state.distilled().map(StudentStatus::ledger).orElse(Ledger.empty());
        return new Records(
                state.run().generation().number(),
                state.offered(),
                ledger.trained(),
                ledger.heldOut(),
                ledger.deadLettered() + deadLetteredByTeacher,
                ledger.skipped().values().stream().mapToLong(Long::longValue).sum());
    }
}
