package dev.limbeck.local.demo;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.status.TeacherStatus;
import dev.limbeck.contract.status.WatchStatus;
import dev.limbeck.contract.task.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole loop at one moment, as the orchestrator tells.
 *
 * @param target records the demonstration is to stream
 * @param produced records acknowledged on the source topic, in all
 * @param parts what the replicas said last
 * @param evaluations oldest first
 */
record DemoState(long target, long produced, RunState run, List<PartStatus> parts, List<EvaluationReport> evaluations) {
    DemoState {
        parts = List.copyOf(parts);
        evaluations = List.copyOf(evaluations);
    }

    List<TeacherStatus> teachers() {
        return current().flatMap(part -> part.teacher().stream()).toList();
    }

    List<WatchStatus> watches() {
        return current().flatMap(part -> part.watch().stream()).toList();
    }

    /** As they are declared; one that nobody works on is missing. */
    List<StudentStatus> students() {
        return run.declaration().spec().students().stream()
                .flatMap(student -> newest(student.name()).stream())
                .toList();
    }

    private Optional<StudentStatus> newest(String student) {
        return current()
                .filter(part -> part.part().equals(student) && part.student().isPresent())
                .max(Comparator.comparing(PartStatus::at))
                .flatMap(PartStatus::student);
    }

    private Stream<PartStatus> current() {
        int generation = run.currentGeneration().number();
        return parts.stream().filter(part -> part.generation() == generation);
    }

    /** Newest score of a student. */
    Optional<Score> score(String student) {
        return newestReports()
                .map(EvaluationReport::candidate)
                .filter(score -> score.name().equals(student))
                .findFirst();
    }

    Optional<Score> teacherScore() {
        return newestReports().map(EvaluationReport::teacher).findFirst();
    }

    private Stream<EvaluationReport> newestReports() {
        return evaluations.stream()
                .sorted(Comparator.comparing(EvaluationReport::evaluatedAt).reversed());
    }

    Task task() {
        return run.declaration().spec().signature().task();
    }

    Optional<Score> champion() {
        return run.currentChampion().map(Champion::score);
    }

    /** The student whose ledger stands for the run: the first that learns from the teacher. */
    Optional<StudentStatus> distilled() {
        return students().stream()
                .filter(student -> student.arm() == Score.Arm.DISTILLED)
                .findFirst();
    }

    /** Records of the newest generation: those before its first labels were an earlier one's. */
    long offered() {
        return produced
                - run.currentGeneration().labelledFrom().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    /** The same, if no more were streamed than this. */
    DemoState streaming(long records) {
        return new DemoState(records, produced, run, parts, evaluations);
    }

    /** Whether all records are accounted for, and all that came of them has been decided on. */
    boolean isDone(long deadLettered) {
        var teachers = teachers();
        var students = students();
        return produced >= target
                && !teachers.isEmpty()
                && teachers.stream()
                        .allMatch(teacher -> teacher.phase() == TeacherStatus.Phase.LABELLING && teacher.lag() == 0)
                && distilled()
                        .filter(student -> student.ledger().offered() >= offered() - deadLettered)
                        .isPresent()
                && students.size() == run.declaration().spec().students().size()
                && students.stream().allMatch(this::isDecidedOn)
                && run.candidates().stream().allMatch(DemoState::isDecided);
    }

    private boolean isDecidedOn(StudentStatus student) {
        return student.lag() == 0
                && student.unsavedSteps() == 0
                && student.checkpointId()
                        .flatMap(checkpoint -> candidate(student.name(), checkpoint))
                        .isPresent()
                && score(student.name()).isPresent();
    }

    private Optional<Candidate> candidate(String student, String checkpointId) {
        return run.candidates().stream()
                .filter(candidate -> candidate.checkpoint().generation()
                        == run.currentGeneration().number())
                .filter(candidate -> candidate.checkpoint().student().equals(student)
                        && candidate.checkpoint().checkpointId().equals(checkpointId))
                .findFirst();
    }

    private static boolean isDecided(Candidate candidate) {
        return candidate.phase() == Candidate.Phase.PROMOTED || candidate.phase() == Candidate.Phase.REJECTED;
    }
}
