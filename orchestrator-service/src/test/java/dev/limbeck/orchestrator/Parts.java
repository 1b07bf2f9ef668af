package dev.limbeck.orchestrator;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.status.TeacherStatus;
import dev.limbeck.contract.status.WatchStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What replicas tell, as tests need it. */
public final class Parts {
    private Parts() {}

    public static PartStatus teacher(String run, String replica, Instant at, long labelled, long lag) {
        var status = new TeacherStatus(
                run,
                TeacherStatus.Phase.LABELLING,
                1,
                Optional.of("v1"),
                OptionalDouble.empty(),
                1000,
                labelled,
                Map.of(),
                lag,
                Optional.empty());
        return new PartStatus(run, 1, "teacher", replica, at, Optional.of(status), Optional.empty(), Optional.empty());
    }

    public static PartStatus student(String run, String name, String replica, Instant at, long step, long trained) {
        var status = new StudentStatus(
                name,
                Score.Arm.DISTILLED,
                StudentStatus.Phase.TRAINING,
                step,
                OptionalDouble.of(0.25),
                new TreeMap<>(Map.of("hardLabel", 0.5)),
                new Ledger(trained, 1, 2, Map.of()),
                7,
                0,
                Optional.empty(),
                Optional.empty(),
                Adjustment.NONE,
                0,
                1000);
        return new PartStatus(run, 1, name, replica, at, Optional.empty(), Optional.of(status), Optional.empty());
    }

    public static PartStatus watch(String run, String replica, Instant at, int windowed, double agreement) {
        var status = new WatchStatus(
                windowed,
                windowed,
                0.1,
                OptionalDouble.empty(),
                List.of(new WatchStatus.WatchedStudent(
                        WatchStatus.Role.CHAMPION, "small", "ab", agreement, OptionalDouble.empty(), 0.95)),
                List.of(),
                0);
        return new PartStatus(run, 1, "watch", replica, at, Optional.empty(), Optional.empty(), Optional.of(status));
    }
}
