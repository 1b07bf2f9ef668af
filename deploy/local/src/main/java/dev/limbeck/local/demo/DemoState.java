package dev.limbeck.local.demo;

import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.status.EvaluatorStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.status.TeacherStatus;
import java.util.List;
import java.util.Optional;

/**
 * The whole loop at one moment, as its services tell.
 *
 * @param target records the demonstration is to stream
 * @param produced records acknowledged on the source topic, in all
 */
record DemoState(
        long target,
        long produced,
        List<TeacherStatus> teachers,
        List<StudentStatus> students,
        Optional<EvaluatorStatus> evaluator) {
    DemoState {
        teachers = List.copyOf(teachers);
        students = List.copyOf(students);
    }

    /** Newest score of a student. */
    Optional<Score> score(String student) {
        return evaluator.stream()
                .flatMap(status -> status.latest().stream())
                .filter(score -> score.name().equals(student))
                .findFirst();
    }

    Optional<Score> teacherScore() {
        return evaluator.stream()
                .flatMap(status -> status.latest().stream())
                .filter(score -> score.arm() == Score.Arm.TEACHER)
                .findFirst();
    }

    Optional<Score> champion() {
        return evaluator.flatMap(EvaluatorStatus::champion);
    }

    /** The student whose ledger stands for the run: the first that learns from the teacher. */
    Optional<StudentStatus> distilled() {
        return students.stream()
                .filter(student -> student.arm() == Score.Arm.DISTILLED)
                .findFirst();
    }

    /** Whether all records are accounted for, and all that came of them has been judged. */
    boolean isDone(long deadLettered) {
        return produced >= target
                && teachers.stream()
                        .allMatch(teacher -> teacher.phase() == TeacherStatus.Phase.LABELLING && teacher.lag() == 0)
                && distilled()
                        .filter(student -> student.ledger().offered() >= produced - deadLettered)
                        .isPresent()
                && students.stream().allMatch(this::isJudged);
    }

    private boolean isJudged(StudentStatus student) {
        return student.lag() == 0
                && student.unsavedSteps() == 0
                && student.checkpointId().isPresent()
                && student.checkpointId().equals(score(student.name()).map(Score::checkpointId));
    }
}
