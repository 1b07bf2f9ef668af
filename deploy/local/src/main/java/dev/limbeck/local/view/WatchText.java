package dev.limbeck.local.view;

import dev.limbeck.contract.status.WatchStatus;
import dev.limbeck.contract.status.WatchStatus.WatchedStudent;
import dev.limbeck.contract.task.Task;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is seen on the live stream, in one line. */
final class WatchText {
    private WatchText() {}

    /** @param task of the run; empty where nothing was heard of that yet */
    static String of(WatchStatus watch, Optional<Task> task) {
        String students = watch.watched().stream().map(WatchText::student).collect(Collectors.joining(", "));
        String teacher = watch.teacherAccuracy().isPresent()
                ? "teacher %s %s".formatted(worth(task), Cells.percent(watch.teacherAccuracy()))
                : "no hard labels";
        return Stream.of(students.isEmpty() ? "no champion yet" : "agreement: " + students, teacher, drifts(watch))
                .collect(Collectors.joining("; "));
    }

    /** What a share is of: of a network that is right or wrong nobody need be told more. */
    private static String worth(Optional<Task> task) {
        return task.filter(one -> one.marks() > 1)
                .map(one -> "has " + one.judged().title())
                .orElse("right on");
    }

    private static String student(WatchedStudent student) {
        return "%s %s"
                .formatted(
                        student.role().name().toLowerCase(Locale.ROOT),
                        Cells.percent(Optional.of(student.agreement())));
    }

    private static String drifts(WatchStatus watch) {
        return switch ((int) Math.min(2, watch.drifts())) {
            case 0 -> "no drift";
            case 1 -> "1 drift";
            default -> "%,d drifts".formatted(watch.drifts());
        };
    }
}
