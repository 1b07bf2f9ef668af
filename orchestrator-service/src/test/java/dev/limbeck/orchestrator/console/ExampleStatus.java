package dev.limbeck.orchestrator.console;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.status.TeacherStatus;
import dev.limbeck.contract.status.WatchStatus;
import dev.limbeck.contract.status.WatchStatus.DriftSignal;
import dev.limbeck.contract.status.WatchStatus.Role;
import dev.limbeck.contract.status.WatchStatus.WatchedStudent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** How work goes on the example run, some seconds after it began. */
final class ExampleStatus {
    private static final int RECORDS_A_SECOND = 640;
    private static final int TRAINED_A_SECOND = 512;

    private ExampleStatus() {}

    static PartStatus teacher(long second, Instant at) {
        var status = new TeacherStatus(
                ExampleReports.RUN,
                TeacherStatus.Phase.LABELLING,
                1,
                Optional.of("cnn-32x128-3f9ac1"),
                OptionalDouble.of(0.991),
                1_199_882,
                second * RECORDS_A_SECOND,
                Map.of("SHAPE_MISMATCH", second / 10),
                1280,
                Optional.empty());
        return new PartStatus(
                ExampleReports.RUN,
                1,
                "teacher",
                "teacher-1",
                at,
                Optional.of(status),
                Optional.empty(),
                Optional.empty());
    }

    static PartStatus student(String name, long second, Instant at) {
        boolean control = name.equals("control");
        long trained = second * TRAINED_A_SECOND;
        double loss = 0.08 + 2.2 * Math.exp(-second / 60.0) + 0.02 * Math.sin((double) second + name.length());
        var ledger = ledger(second);
        var status = new StudentStatus(
                name,
                control ? Score.Arm.CONTROL : Score.Arm.DISTILLED,
                StudentStatus.Phase.TRAINING,
                trained / 64,
                OptionalDouble.of(loss),
                new TreeMap<>(
                        control
                                ? Map.of("hardLabel", 1.1 * loss)
                                : Map.of("softTarget", 0.9 * loss, "hardLabel", 1.1 * loss)),
                ledger,
                control ? 0 : lag(second),
                40,
                Optional.of("%012d-1".formatted(second)),
                Optional.empty(),
                Adjustment.NONE,
                0,
                20_522);
        return new PartStatus(
                ExampleReports.RUN, 1, name, "student-1", at, Optional.empty(), Optional.of(status), Optional.empty());
    }

    /** A window of 1,000 examples that a drift runs through from the second on at which the run is first looked at. */
    static PartStatus watch(long second, Instant at) {
        double drifted = Math.max(0, Math.min(1, (second - 615) / 25.0));
        var status = new WatchStatus(
                second * 128,
                1000,
                0.11 + 0.2 * drifted,
                OptionalDouble.of(0.988 - 0.004 * drifted),
                List.of(
                        watched(Role.CHAMPION, 400, 0.971 - 0.21 * drifted, 0.967),
                        watched(Role.PREVIOUS, 200, 0.902 - 0.24 * drifted, 0.898),
                        watched(Role.FROZEN, 200, 0.902 - 0.24 * drifted, 0.898)),
                List.of(
                        new DriftSignal("INPUT", 31.2 + 9 * drifted, Optional.of(31.1)),
                        new DriftSignal("DISAGREEMENT", 0.029 + 0.21 * drifted, Optional.empty())),
                1);
        return new PartStatus(
                ExampleReports.RUN,
                1,
                "watch",
                "evaluator-1",
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.of(status));
    }

    private static WatchedStudent watched(Role role, long step, double agreement, double promised) {
        return new WatchedStudent(
                role,
                "small-cnn",
                "%s%08x".formatted("5a", step),
                agreement,
                OptionalDouble.of(agreement - 0.006),
                promised);
    }

    static Ledger ledger(long second) {
        long trained = second * TRAINED_A_SECOND;
        return new Ledger(trained, trained / 19, second / 20, Map.of("DUPLICATE", second / 4, "NO_LABEL", second));
    }

    static long lag(long second) {
        return second * (RECORDS_A_SECOND - TRAINED_A_SECOND);
    }
}
