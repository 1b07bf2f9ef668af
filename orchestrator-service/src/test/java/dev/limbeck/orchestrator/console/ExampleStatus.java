package dev.limbeck.orchestrator.console;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.status.TeacherStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

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
                control ? OptionalDouble.empty() : OptionalDouble.of(0.9 * loss),
                OptionalDouble.of(1.1 * loss),
                ledger,
                control ? 0 : lag(second),
                40,
                Optional.of("%012d-1".formatted(second)),
                Optional.empty(),
                Adjustment.NONE,
                20_522);
        return new PartStatus(
                ExampleReports.RUN, 1, name, "student-1", at, Optional.empty(), Optional.of(status), Optional.empty());
    }

    static Ledger ledger(long second) {
        long trained = second * TRAINED_A_SECOND;
        return new Ledger(trained, trained / 19, second / 20, Map.of("DUPLICATE", second / 4, "NO_LABEL", second));
    }

    static long lag(long second) {
        return second * (RECORDS_A_SECOND - TRAINED_A_SECOND);
    }
}
